using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Access.Members;

[RequirePermission(Permissions.Members.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<MemberView> Csv = CsvFormat.Of<MemberView>(
        ("E-mail address", row => row.Email),
        ("Role", row => row.RoleTitle),
        ("Member since", row => row.JoinedAt),
        ("Id", row => row.Id));

    // Not bound: the form that changes somebody's role has a field of this name.
    public string? Role => Request.Query["role"].ToString() is { Length: > 0 } role ? role : null;

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<MemberView> Members { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>The roles that the reader may give.</summary>
    public IReadOnlyList<RoleChoice> Choices { get; private set; } = [];

    /// <summary>Those that the list can be narrowed to.</summary>
    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    /// <summary>The first of the workflows that act with rights of their own.</summary>
    public IReadOnlyList<AutomationView> Automations { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var members = await reads.Send(List(new PageRequest(Cursor: Cursor)), ct);
        if (members.Error is { } error)
            return this.Refused(error);

        Members = members.Value;
        Choices = (await reads.Send(new ListRolesToGive(), ct)).Match(choices => choices, _ => []);
        Roles = await RoleChoices.ReadAsync(reads, ct);
        if (Cursor is null && Text is null && Role is null)
            Automations = (await reads.Send(new ListAutomations(new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<MemberView>(sender, List, Csv, "members");

    [Sends<ChangeMemberRole>]
    public Task<IActionResult> OnPostRoleAsync(Guid id, [FromForm] string? role, CancellationToken ct) =>
        DoAsync(new ChangeMemberRole(new UserId(id), role ?? ""), "The role is changed and holds from the next click on.", ct);

    [Sends<RemoveMember>]
    public Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct) =>
        DoAsync(new RemoveMember(new UserId(id)), "The person is no longer a member.", ct);

    private ListMembers List(PageRequest page) => new(page, Text, Role);

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> verb, string done, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(verb, ct)).Match(_ => (done, Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage(new { Role, Text });
    }
}

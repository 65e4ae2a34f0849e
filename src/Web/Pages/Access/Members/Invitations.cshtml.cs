using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Access.Members;

/// <summary>Invites people and shows who has not come yet.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed class InvitationsModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<InvitationView> Csv = CsvFormat.Of<InvitationView>(
        ("E-mail address", row => row.Email),
        ("Role", row => row.RoleTitle),
        ("Invited by", row => row.InvitedBy),
        ("Sent", row => row.SentAt),
        ("Ends", row => row.ExpiresAt),
        ("Id", row => row.Id));

    [BindProperty]
    public InvitationInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public InvitationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<InvitationView> Open { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => State is not null || !string.IsNullOrEmpty(Role) || !string.IsNullOrWhiteSpace(Text);

    /// <summary>The roles that the reader may give.</summary>
    public IReadOnlyList<RoleChoice> Choices { get; private set; } = [];

    /// <summary>Those that the list can be narrowed to.</summary>
    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input = new() { Role = Domain.Access.Role.Member.Key };
        return await LoadAsync(ct) ?? Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<InvitationView>(sender, List, Csv, "invitations");

    [Sends<InviteMember>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var sent = await sender.Send(new InviteMember(Input.Email ?? "", Input.Role ?? ""), ct);
        if (sent.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast($"The invitation is on its way to {Input.Email}.");
        return RedirectToPage();
    }

    [Sends<ResendInvitation>]
    public Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken ct) =>
        DoAsync(new ResendInvitation(new InvitationId(id)), "A new link is on its way. The one before no longer works.", ct);

    [Sends<RevokeInvitation>]
    public Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct) =>
        DoAsync(new RevokeInvitation(new InvitationId(id)), "The invitation is revoked.", ct);

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> verb, string done, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(verb, ct)).Match(_ => (done, Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage(new { State, Role, Text });
    }

    private ListInvitations List(PageRequest page) => new(page, Text, State, Role);

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult?> LoadAsync(ISender reads, CancellationToken ct)
    {
        var open = await reads.Send(List(new PageRequest(Cursor: Cursor)), ct);
        if (open.Error is { } error)
            return this.Refused(error);

        Open = open.Value;
        Choices = (await reads.Send(new ListRolesToGive(), ct)).Match(choices => choices, _ => []);
        Roles = await RoleChoices.ReadAsync(reads, ct);
        return null;
    }
}

public sealed record InvitationInput
{
    public string? Email { get; init; }

    public string? Role { get; init; }
}

using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Web.Pages.Audit;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.Exceptions;

/// <summary>Exceptions from the roles, for single bank accounts and workflows.</summary>
[RequirePermission(Permissions.Roles.Manage)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<GrantView> Csv = CsvFormat.Of<GrantView>(
        ("For", row => row.SubjectName),
        ("Effect", row => row.Effect),
        ("Permission", row => row.Permission),
        ("Kind", row => KindOf(row.ResourceType)),
        ("For which", row => row.ResourceName),
        ("Until", row => row.ExpiresAt),
        ("Made by", row => row.GrantedBy),
        ("Made", row => row.CreatedAt),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    [BindProperty]
    public ExceptionInput Input { get; set; } = new();

    public Page<GrantView> Grants { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>For whom it can be, as the form sends it, and its words.</summary>
    public IReadOnlyList<(string Value, string Words)> Subjects { get; private set; } = [];

    /// <summary>What it can be about, kind by kind: those that the reader may see.</summary>
    public IReadOnlyList<IGrouping<string, (string Kind, Guid Id, string Name)>> Things { get; private set; } = [];

    public static string KindOf(string resourceType) => resourceType == ResourceTypes.Workflow ? "Workflow" : "Bank account";

    public static IReadOnlyList<IGrouping<string, Permission>> Grantable { get; } =
        [.. PermissionCatalogue.All.Where(permission => permission.Resource is not null).GroupBy(permission => permission.Resource!)];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public IActionResult OnGetCsv() => new ListDownload<GrantView>(sender, page => new ListGrants(page, Text), Csv, "exceptions");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var added = await sender.Send(Input.ToCommand(AuditSearch.StartOf(Input.Until < DateOnly.MaxValue ? Input.Until?.AddDays(1) : null, Appearance.Of(Request).Zone)), ct);
        if (added.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast("The exception counts from now on.", Tone.Ok);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(new RemoveGrant(new ResourceGrantId(id)), ct))
            .Match(_ => ("The exception is gone; the role alone decides again.", Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage();
    }

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult?> LoadAsync(ISender reads, CancellationToken ct)
    {
        var whole = new PageRequest(PageRequest.MaxLimit);
        var grants = await reads.Send(new ListGrants(new PageRequest(Cursor: Cursor), Text), ct);
        if (grants.Error is { } error)
            return this.Refused(error);

        Grants = grants.Value;
        var members = (await reads.Send(new ListMembers(whole), ct)).Match(page => page.Items, _ => []);
        var roles = (await reads.Send(new ListRoles(whole), ct)).Match(page => page.Items, _ => []);
        var keys = (await reads.Send(new ListApiKeys(whole), ct)).Match(page => page.Items, _ => []);
        Subjects =
        [
            .. members.Select(member => ($"user:{member.Id}", member.Email)),
            .. roles.Select(role => ($"role:{role.Key}", $"everybody with the role {role.Title}")),
            .. keys.Where(key => key.RevokedAt is null).Select(key => ($"key:{key.Id}", $"API key {key.Name}")),
        ];
        var accounts = (await reads.Send(new ListBankAccounts(whole), ct)).Match(page => page.Items, _ => []);
        var workflows = (await reads.Send(new ListWorkflows(whole), ct)).Match(page => page.Items, _ => []);
        Things =
        [
            .. accounts.Select(account => (Kind: ResourceTypes.BankAccount, Id: account.Id.Value, account.Name))
                .Concat(workflows.OrderBy(workflow => workflow.Name, StringComparer.Ordinal).Select(workflow => (Kind: ResourceTypes.Workflow, workflow.Id, workflow.Name)))
                .GroupBy(thing => thing.Kind),
        ];
        return null;
    }
}

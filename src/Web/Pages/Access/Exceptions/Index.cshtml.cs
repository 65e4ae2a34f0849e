using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
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
    public GrantEffect? Effect { get; set; }

    [BindProperty(SupportsGet = true)]
    public GrantState? State { get; set; }

    public bool IsFiltered => Effect is not null || State is not null || Text is { Length: > 0 };

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    [BindProperty]
    public ExceptionInput Input { get; set; } = new();

    public Page<GrantView> Grants { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>Whom and what the form suggests before somebody types.</summary>
    public IReadOnlyList<Suggestion> Subjects { get; private set; } = [];

    /// <summary>Those that the reader may see.</summary>
    public IReadOnlyList<Suggestion> Things { get; private set; } = [];

    public static string KindOf(string resourceType) => resourceType == ResourceTypes.Workflow ? "Workflow" : "Bank account";

    public static IReadOnlyList<IGrouping<string, Permission>> Grantable { get; } =
        [.. PermissionCatalogue.All.Where(permission => permission.Resource is not null).GroupBy(permission => permission.Resource!)];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public IActionResult OnGetCsv() => new ListDownload<GrantView>(sender, page => new ListGrants(page, Text, Effect, State), Csv, "exceptions");

    [Sends<AddGrant>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var meant = await MeantAsync(ct);
        var added = meant.Error is { } unclear ? unclear : await sender.Send(meant.Value, ct);
        if (added.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast("The exception counts from now on.", Tone.Ok);
        return RedirectToPage();
    }

    [Sends<RemoveGrant>]
    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(new RemoveGrant(new ResourceGrantId(id)), ct))
            .Match(_ => ("The exception is gone; the role alone decides again.", Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnGetSubjectsAsync([FromQuery(Name = "Input.Subject")] string? text, CancellationToken ct) =>
        Partial("/Pages/Access/_Choices.cshtml", await sender.ReadAsync(reads => SubjectsAsync(reads, text, ct), ct));

    public async Task<IActionResult> OnGetThingsAsync([FromQuery(Name = "Input.ResourceId")] string? text, CancellationToken ct) =>
        Partial("/Pages/Access/_Choices.cshtml", await sender.ReadAsync(reads => ThingsAsync(reads, text, ct), ct));

    // What the words of the form mean: a member, a role or a key, and a thing of the kind that the permission is about.
    private Task<Result<AddGrant>> MeantAsync(CancellationToken ct) => sender.ReadAsync<Result<AddGrant>>(async reads =>
    {
        var (kind, words) = Parts(Input.Subject);
        var type = PermissionCatalogue.Find(Input.Permission ?? "")?.Resource ?? ResourceTypes.BankAccount;
        var role = kind == ExceptionInput.RolePrefix ? await FindRoleAsync(reads, words, ct) : null;
        if (kind == ExceptionInput.RolePrefix && role is null)
            return Error.Validation("subject", "There is no role of this name.");
        var who = role is not null
            ? Guid.Empty
            : await Choices.FindAsync(reads, kind == ExceptionInput.KeyPrefix ? Choices.ApiKey : Choices.Member, words, "subject", ct);
        if (who.Error is { } nobody)
            return nobody;
        var thing = await Choices.FindAsync(reads, type == ResourceTypes.Workflow ? Choices.Workflow : Choices.BankAccount, Input.ResourceId, "resourceId", ct);
        if (thing.Error is { } nothing)
            return nothing;

        var ends = Days.EndOf(Input.Until, Appearance.Of(Request).Zone);
        return new AddGrant(
            Input.Permission ?? "", type, thing.Value, Input.Effect, kind.Length == 0 ? who.Value : null, role,
            kind == ExceptionInput.KeyPrefix ? who.Value : null, ends);
    }, ct);

    private static (string Kind, string Words) Parts(string? text)
    {
        var trimmed = (text ?? "").TrimStart();
        var kind = new[] { ExceptionInput.RolePrefix, ExceptionInput.KeyPrefix }
            .FirstOrDefault(prefix => trimmed.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ?? "";
        return (kind, trimmed[kind.Length..].Trim());
    }

    private static async Task<IReadOnlyList<RoleView>> RolesAsync(ISender reads, string? text, CancellationToken ct) =>
        (await reads.Send(new ListRoles(new PageRequest(PageRequest.MaxLimit), text), ct)).Match(page => page.Items, _ => []);

    private static async Task<string?> FindRoleAsync(ISender reads, string title, CancellationToken ct) =>
        (await RolesAsync(reads, title, ct)).FirstOrDefault(role => role.Title.Equals(title, StringComparison.OrdinalIgnoreCase))?.Key;

    private static async Task<IReadOnlyList<Suggestion>> SubjectsAsync(ISender reads, string? text, CancellationToken ct)
    {
        var (kind, words) = Parts(text);
        return
        [
            .. kind.Length == 0 ? await Choices.OfAsync(reads, Choices.Member, words, ct) : [],
            .. kind == ExceptionInput.KeyPrefix ? [] : (await RolesAsync(reads, words, ct))
                .Select(role => new Suggestion(ExceptionInput.RolePrefix + role.Title, "everybody with this role")),
            .. kind == ExceptionInput.RolePrefix ? [] : (await Choices.OfAsync(reads, Choices.ApiKey, words, ct))
                .Select(key => key with { Value = ExceptionInput.KeyPrefix + key.Value }),
        ];
    }

    private static async Task<IReadOnlyList<Suggestion>> ThingsAsync(ISender reads, string? text, CancellationToken ct) =>
    [
        .. (await Choices.OfAsync(reads, Choices.BankAccount, text, ct)).Select(account => account with { Words = KindOf(ResourceTypes.BankAccount) }),
        .. (await Choices.OfAsync(reads, Choices.Workflow, text, ct)).Select(workflow => workflow with { Words = KindOf(ResourceTypes.Workflow) }),
    ];

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult?> LoadAsync(ISender reads, CancellationToken ct)
    {
        var grants = await reads.Send(new ListGrants(new PageRequest(Cursor: Cursor), Text, Effect, State), ct);
        if (grants.Error is { } error)
            return this.Refused(error);

        Grants = grants.Value;
        Subjects = await SubjectsAsync(reads, null, ct);
        Things = await ThingsAsync(reads, null, ct);
        if (Input.Subject is { Length: > 0 })
            Subjects = [.. await SubjectsAsync(reads, Input.Subject, ct), .. Subjects];
        if (Input.ResourceId is { Length: > 0 })
            Things = [.. await ThingsAsync(reads, Input.ResourceId, ct), .. Things];
        return null;
    }
}

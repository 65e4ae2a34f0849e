using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

/// <summary>An entry by hand. Accounts are named by their codes; the first of them are offered.</summary>
[RequirePermission(Permissions.Ledger.Post)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : PageModel
{
    private const int FirstLines = 4;
    private const int MoreLines = 6;
    private const int MostLines = 200;

    [BindProperty]
    public EntryInput Input { get; set; } = new();

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<ProjectView> Projects { get; private set; } = [];

    public Currency Currency => tenant.Tenant!.BaseCurrency;

    /// <summary>Who has no bank account in another currency sees nothing of them.</summary>
    public bool AsksForForeign { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input = new EntryInput { Date = Days.Today(clock, Appearance.Of(Request).Zone), Lines = Blank(FirstLines) };
        return ShowAsync(ct);
    }

    public Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        Input = Input with { Lines = [.. Input.Lines, .. Blank(Math.Min(MoreLines, MostLines - Input.Lines.Count))] };
        ModelState.Clear();
        return ShowAsync(ct);
    }

    [Sends<PostJournalEntry>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var posted = await PostAsync(ct);
        if (posted.Error is { } error)
        {
            await ShowAsync(ct);
            return this.Invalid(error);
        }

        this.Toast("The entry is posted.");
        return RedirectToPage("/Journal/Details", new { id = posted.Value.Id.Value });
    }

    private async Task<Result<PostedEntry>> PostAsync(CancellationToken ct)
    {
        LineInput[] lines = [.. Input.Lines.Where(line => !line.IsEmpty)];
        if (Input.Date is not { } date)
            return Error.Validation("date", "Choose a day.");

        string[] codes = [.. lines.Select(line => line.Code).Distinct()];
        var known = (await sender.Send(new ListAccounts(new(Codes: codes), new PageRequest(PageRequest.MaxLimit)), ct))
            .Match(page => page.Items.ToDictionary(account => account.Code, account => account.Id), _ => []);
        if (codes.FirstOrDefault(code => !known.ContainsKey(code)) is { } unknown)
            return Error.Validation("", unknown.Length > 0 ? $"There is no account with the code {unknown}." : "Each line with an amount needs an account.");

        var drafts = new List<PostingDraft>();
        foreach (var line in lines)
        {
            if (!FormAmount.TryRead(line.Debit, out var debit) || !FormAmount.TryRead(line.Credit, out var credit))
                return Error.Validation("", "Write amounts like 1250.00.");
            if (!FormMoney.TryRead(line.Foreign, out var foreign))
                return Error.Validation("", "Write what is in another currency like 1250.00 USD.");

            drafts.Add(new PostingDraft(known[line.Code], debit, credit, line.Memo, line.Project is { } project ? new ProjectId(project) : null, foreign));
        }

        return await sender.Send(new PostJournalEntry(date, drafts, Input.Memo, TagWords.Read(Input.Tags)), ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var accounts = await sender.Send(new ListAccounts(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct);
        if (accounts.Error is { } error)
            return this.Refused(error);

        Accounts = accounts.Value.Items;
        Projects = await OfferedProjects.ReadAsync(sender, ct);
        AsksForForeign = Input.Lines.Exists(line => line.Foreign is not null) || await ForeignBanks.AreThereAsync(sender, Currency, ct);
        return Page();
    }

    private static List<LineInput> Blank(int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(_ => new LineInput())];
}

public sealed record EntryInput
{
    public DateOnly? Date { get; init; }

    public string? Memo { get; init; }

    /// <summary>With commas between.</summary>
    public string? Tags { get; init; }

    public List<LineInput> Lines { get; init; } = [];
}

public sealed record LineInput
{
    /// <summary>Its code.</summary>
    public string? Account { get; init; }

    public string? Debit { get; init; }

    public string? Credit { get; init; }

    public string? Memo { get; init; }

    public Guid? Project { get; init; }

    /// <summary>The same in another currency, such as 1250.00 USD.</summary>
    public string? Foreign { get; init; }

    public string Code => Account?.Trim() ?? "";

    public bool IsEmpty => Code.Length == 0 && string.IsNullOrWhiteSpace(Debit) && string.IsNullOrWhiteSpace(Credit);
}

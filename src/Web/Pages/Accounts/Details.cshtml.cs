using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Pages.Reports;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Accounts;

/// <summary>What was posted to one account: its general ledger.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public AccountView Account { get; private set; } = null!;

    public GeneralLedger Ledger { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    /// <summary>Its postings, as the general ledger writes them.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var account = await sender.Send(new GetAccount(new AccountId(Id)), ct);
        var (from, to) = (From, To);
        return account.Error is { } missing
            ? this.Refused(missing)
            : new ListDownload<LedgerLine>(
                sender, page => new ListLedgerLines(from, to, page, new AccountId(Id)), ReportFiles.GeneralLedger, $"account {account.Value.Code}");
    }

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var account = await reads.Send(new GetAccount(new AccountId(Id)), ct);
        if (account.Error is { } missing)
            return this.Refused(missing);

        var ledger = await reads.Send(new GetGeneralLedger(new AccountId(Id), From, To, new PageRequest(Cursor: Cursor)), ct);
        if (ledger.Error is { } error)
            return this.Refused(error);

        (Account, Ledger) = (account.Value, ledger.Value);
        return Page();
    }
}

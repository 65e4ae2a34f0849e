using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>A bank account and its lines, searched and filtered by the address.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<BankTransactionView> Csv = CsvFormat.Of<BankTransactionView>(
        ("Date", row => row.Date),
        ("Amount", row => row.Amount),
        ("Currency", row => row.Amount.Currency.Code),
        ("Description", row => row.Description),
        ("Counterparty", row => row.Counterparty),
        ("Reference", row => row.Reference),
        ("Status", row => row.Status),
        ("Bank id", row => row.BankId));

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public LineSearch Search { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public BankAccountView Account { get; private set; } = null!;

    public Page<BankTransactionView> Lines { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var account = await reads.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        if (account.Error is { } missing)
        {
            return this.Refused(missing);
        }

        var lines = await reads.Send(new ListBankTransactions(Search.In(Id), new PageRequest(Cursor: Cursor), Search.Sort), ct);
        if (lines.Error is { } error)
        {
            return this.Refused(error);
        }

        (Account, Lines) = (account.Value, lines.Value);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        return account.Error is { } missing
            ? this.Refused(missing)
            : new ListDownload<BankTransactionView>(sender, page => new ListBankTransactions(Search.In(Id), page, Search.Sort), Csv, account.Value.Name);
    }
}

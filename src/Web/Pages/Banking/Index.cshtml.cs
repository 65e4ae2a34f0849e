using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

[RequirePermission(Permissions.Banking.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<BankAccountView> Csv = CsvFormat.Of<BankAccountView>(
        ("Name", row => row.Name),
        ("Currency", row => row.Currency),
        ("IBAN", row => row.Iban),
        ("Number", row => row.Number),
        ("Sum of lines", row => row.Total),
        ("Lines", row => row.Lines),
        ("To review", row => row.Unreviewed),
        ("Latest line", row => row.LastDate),
        ("Id", row => row.Id.Value));

    public static IReadOnlyList<Choice> States { get; } = Choice.Of<BankAccountState>(state => state == BankAccountState.ToReview ? "To review" : "Reviewed");

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public BankAccountState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<BankAccountView> Accounts { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListBankAccounts(new PageRequest(Cursor: Cursor), Text, State), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Accounts = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<BankAccountView>(sender, page => new ListBankAccounts(page, Text, State), Csv, "bank accounts");
}

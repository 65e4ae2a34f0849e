using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking.Rules;

[RequirePermission(Permissions.BankRules.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<BankRuleView> Csv = CsvFormat.Of<BankRuleView>(
        ("Priority", row => row.Priority),
        ("Name", row => row.Name),
        ("Words", row => string.Join(", ", row.Conditions.Words ?? [])),
        ("Direction", row => row.Conditions.Direction),
        ("At least", row => row.Conditions.MinAmount),
        ("At most", row => row.Conditions.MaxAmount),
        ("Account", row => row.Account?.Code),
        ("Memo", row => row.Memo),
        ("Automatic", row => row.IsAutomatic));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Automatic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<BankRuleView> Rules { get; private set; } = new([], null, PageRequest.DefaultLimit);

    /// <summary>For those who may make rules of them.</summary>
    public IReadOnlyList<ProposedRule> Proposals { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Automatic is not null;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    public IActionResult OnGetCsv()
    {
        var (text, automatic) = (Text, Automatic);
        return new ListDownload<BankRuleView>(sender, page => new ListBankRules(page, text, automatic), Csv, "bank-rules");
    }

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var found = await reads.Send(new ListBankRules(new PageRequest(Cursor: Cursor), Text, Automatic), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Rules = found.Value;
        Proposals = IsFiltered || Cursor is not null ? [] : (await reads.Send(new ProposeBankRules(), ct)).Match(proposals => proposals, _ => []);
        return Page();
    }
}

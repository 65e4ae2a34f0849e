using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.PaymentFiles;

[RequirePermission(Permissions.Bills.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<PaymentFileSummary> Csv = CsvFormat.Of<PaymentFileSummary>(
        ("To be paid on", row => row.ExecutionDate),
        ("Status", row => row.Status),
        ("Bills", row => row.Transfers),
        ("Amount", row => row.Total),
        ("Message", row => row.MessageId),
        ("Made", row => row.PreparedAt),
        ("Ended", row => row.EndedAt),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentFileStatus? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<PaymentFileSummary> Files { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null;

    private PaymentFileFilter Filter => new(State, Text);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListPaymentFiles(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Files = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<PaymentFileSummary>(sender, page => new ListPaymentFiles(filter, page), Csv, "payment-files");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class TaxModel(ISender sender, TimeProvider clock) : PageModel
{
    private static readonly DownloadFormat<Row> Csv = CsvFormat.Of<Row>(
        ("From", row => row.Period.From),
        ("To", row => row.Period.To),
        ("Side", row => row.Line?.Side),
        ("Tax", row => row.Name),
        ("Percent", row => row.Line?.Percent),
        ("Category", row => row.Line?.Category),
        ("Net", row => row.Net),
        ("Amount", row => row.Amount));

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaxInterval By { get; set; }

    public TaxReport Report { get; private set; } = null!;

    public static IReadOnlyList<Choice> Intervals { get; } = Choice.Of<TaxInterval>(by => by switch
    {
        TaxInterval.Whole => "Not divided",
        TaxInterval.Month => "By month",
        TaxInterval.Quarter => "By quarter",
        TaxInterval.Year => "By year",
    });

    /// <summary>The parts, and the whole at the end.</summary>
    public IEnumerable<TaxPeriod> Periods => Report.Periods.Append(Report.Total);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetTaxReport(From, To ?? Days.Today(clock, Appearance.Of(Request).Zone), By), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        if (shown is not PageResult)
            return shown;

        var rows = (By == TaxInterval.Whole ? Periods : Report.Periods).SelectMany(period => period.Lines
            .Select(line => new Row(period, line.Name, line, line.Net, line.Tax)).Append(new Row(period, "Other movements", null, null, period.Other)));
        return Csv.Whole(rows, $"tax {Report.Total.To:O}");
    }

    private sealed record Row(TaxPeriod Period, string Name, TaxLine? Line, Money? Net, Money Amount);
}

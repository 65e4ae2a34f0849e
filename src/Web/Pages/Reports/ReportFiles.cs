using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Reports;

/// <summary>Reports as files: the same columns for people and for programs.</summary>
internal static class ReportFiles
{
    public static ReportFile<StatementView, StatementFileRow> Statement { get; } = new(
        CsvFormat.Of<StatementFileRow>(("Section", row => row.Section), ("Line", row => row.Title), ("Amount", row => row.Amount), ("Compared", row => row.Compared)),
        report => report.Sections.SelectMany(section => section.Lines
            .Select(line => new StatementFileRow(section.Title, line.Title, line.Amount, line.Compared))
            .Append(new StatementFileRow(section.Title, section.Lines.Count > 0 ? "Total" : "", section.Total, section.Compared))));

    /// <summary>A row for each figure, since how many projects there are is not known before.</summary>
    public static ReportFile<ProjectStatementView, ProjectFileRow> ByProject { get; } = new(
        CsvFormat.Of<ProjectFileRow>(("Section", row => row.Section), ("Line", row => row.Title), ("Project", row => row.Project), ("Amount", row => row.Amount)),
        report => report.Sections.SelectMany(section => section.Lines
            .SelectMany(line => report.Columns.Zip(line.Amounts, (column, amount) => new ProjectFileRow(section.Title, line.Title, column.Title, amount)))
            .Concat(report.Columns.Zip(section.Totals, (column, amount) => new ProjectFileRow(section.Title, section.Lines.Count > 0 ? "Total" : "", column.Title, amount)))));

    public static ReportFile<TrialBalance, TrialBalanceRow> TrialBalance { get; } = new(
        CsvFormat.Of<TrialBalanceRow>(
            ("Code", row => row.Account.Code), ("Account", row => row.Account.Name), ("Type", row => row.Account.Type), ("Debit", row => row.Debit), ("Credit", row => row.Credit),
            ("Compared debit", row => row.Compared?.Debit), ("Compared credit", row => row.Compared?.Credit)),
        report => report.Rows);

    public static ReportFile<AgedReceivables, AgedReceivablesRow> AgedReceivables { get; } = new(
        CsvFormat.Of(Aged<AgedReceivablesRow>("Customer", row => row.Customer.Name, row => row.Amounts, row => row.Compared)), report => report.Rows);

    public static ReportFile<AgedPayables, AgedPayablesRow> AgedPayables { get; } = new(
        CsvFormat.Of(Aged<AgedPayablesRow>("Vendor", row => row.Vendor.Name, row => row.Amounts, row => row.Compared)), report => report.Rows);

    public static ReportFile<TaxReport, TaxFileRow> Tax { get; } = new(
        CsvFormat.Of<TaxFileRow>(
            ("From", row => row.Period.From),
            ("To", row => row.Period.To),
            ("Side", row => row.Line?.Side),
            ("Tax", row => row.Name),
            ("Percent", row => row.Line?.Percent),
            ("Category", row => row.Line?.Category),
            ("Net", row => row.Net),
            ("Amount", row => row.Amount),
            ("Compared from", row => row.Period.Compared?.From),
            ("Compared to", row => row.Period.Compared?.To),
            ("Compared net", row => row.Line?.ComparedNet),
            ("Compared amount", row => row.Line is { } line ? line.ComparedTax : row.Period.Compared?.Other)),
        report => (report.Periods.Count > 0 ? report.Periods : [report.Total]).SelectMany(period => period.Lines
            .Select(line => new TaxFileRow(period, line.Name, line, line.Net, line.Tax)).Append(new TaxFileRow(period, "Other movements", null, null, period.Other))));

    public static ReportFile<RevaluationView, RevaluationLine> Revaluation { get; } = new(
        CsvFormat.Of<RevaluationLine>(
            ("Code", row => row.Account.Code),
            ("Account", row => row.Account.Name),
            ("Currency", row => row.Original.Currency.Code),
            ("Held", row => row.Original),
            ("Kept for", row => row.Kept),
            ("Rate", row => row.Rate),
            ("Worth", row => row.Worth),
            ("Difference", row => row.Difference)),
        report => report.Lines);

    public static ReportFile<BudgetReport, BudgetReportLine> Budget { get; } = new(
        CsvFormat.Of<BudgetReportLine>(
            ("Code", row => row.Account.Code),
            ("Account", row => row.Account.Name),
            ("Type", row => row.Account.Type),
            ("Budget", row => row.Figures.Budgeted),
            ("Actual", row => row.Figures.Actual),
            ("Difference", row => row.Figures.Difference),
            ("Used percent", row => row.Figures.UsedPercent),
            ("Compared", row => row.Figures.Compared)),
        report => report.Lines);

    public static DownloadFormat<LedgerLine> GeneralLedger { get; } = CsvFormat.Of<LedgerLine>(
        ("Code", row => row.Account.Code),
        ("Account", row => row.Account.Name),
        ("Date", row => row.Date),
        ("Memo", row => row.Memo),
        ("Debit", row => row.Debit),
        ("Credit", row => row.Credit),
        ("Balance", row => row.Balance),
        ("Source", row => row.Source),
        ("Entry", row => row.EntryId.Value));

    private static (string Head, Func<T, object?> Field)[] Aged<T>(string party, Func<T, string> name, Func<T, AgedAmounts> amounts, Func<T, AgedAmounts?> compared)
    {
        (string Head, Func<AgedAmounts, Money> Of)[] columns =
        [
            ("Not due", row => row.NotDue), ("1-30 days", row => row.Days30), ("31-60 days", row => row.Days60), ("61-90 days", row => row.Days90),
            ("Older", row => row.Older), ("Credit", row => row.Credit), ("Total", row => row.Total),
        ];
        return
        [
            (party, row => name(row)),
            .. columns.Select(column => (column.Head, (Func<T, object?>)(row => column.Of(amounts(row))))),
            .. columns.Select(column => ($"Compared {column.Head.ToLowerInvariant()}", (Func<T, object?>)(row => compared(row) is { } then ? column.Of(then) : null))),
        ];
    }
}

/// <param name="Format">Its columns.</param>
/// <param name="Rows">What of a report is in the file.</param>
internal sealed record ReportFile<TReport, TRow>(DownloadFormat<TRow> Format, Func<TReport, IEnumerable<TRow>> Rows)
{
    public Microsoft.AspNetCore.Mvc.FileContentResult Of(TReport report, string name) => Format.Whole(Rows(report), name);
}

internal sealed record StatementFileRow(string Section, string Title, Money Amount, Money? Compared);

internal sealed record ProjectFileRow(string Section, string Title, string Project, Money Amount);

internal sealed record TaxFileRow(TaxPeriod Period, string Name, TaxLine? Line, Money? Net, Money Amount);

using System.Globalization;

namespace Financbase.Domain.Documents;

/// <summary>The number of a document: its place in a series that has no gap and begins anew with each fiscal year.</summary>
/// <param name="Series">Which documents are counted together.</param>
/// <param name="FiscalYear">The year in which the fiscal year of the document begins.</param>
/// <param name="Sequence">From 1.</param>
public sealed record DocumentNumber(DocumentSeries Series, int FiscalYear, int Sequence)
{
    /// <summary>As people write it, e.g. <c>INV-2026-00042</c>.</summary>
    public string Text { get; } = string.Create(CultureInfo.InvariantCulture, $"{Series.Prefix()}-{FiscalYear}-{Sequence:00000}");

    /// <summary>The fiscal year of a day, by the year in which it begins.</summary>
    public static int FiscalYearOf(DateOnly day, int startMonth) => day.Month >= startMonth ? day.Year : day.Year - 1;
}

public enum DocumentSeries
{
    Invoice,
    CreditNote,
    Quote,
}

public static class DocumentSeriesWords
{
    public static string Prefix(this DocumentSeries series) => series switch
    {
        DocumentSeries.Invoice => "INV",
        DocumentSeries.CreditNote => "CN",
        DocumentSeries.Quote => "QUO",
    };
}

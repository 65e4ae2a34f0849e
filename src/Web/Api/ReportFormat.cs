using Financbase.Domain.Ledger;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>How a report is answered.</summary>
public enum ReportFormat
{
    Json,
    Csv,
}

internal static class ReportFormats
{
    public static QueryWords Words { get; } = QueryWords.OneOf("format", "`csv` is a file.", "json", "json", "csv");

    public static QueryWords Basis { get; } = QueryWords.Word<Basis>("basis", "When invoices and bills count: on the days of their entries (`accrual`, without it), or when they are paid.");

    /// <summary>Of a period.</summary>
    public static QueryWords Compare { get; } = QueryWords.Word<Comparison>("compare", "What is put beside it.");

    /// <summary>Of a day.</summary>
    public static QueryWords CompareDay { get; } = QueryWords.Word<Comparison>("compare", "Which day is put beside it: the end of the month before, or the same day of the year before.");

    public static Basis Counted(HttpContext http) => QueryWord.Read<Basis>(http, "basis") ?? Domain.Ledger.Basis.Accrual;

    public static Comparison Compared(HttpContext http) => QueryWord.Read<Comparison>(http, "compare") ?? Comparison.None;

    public static ReportFormat Read(HttpContext http) => QueryWord.Read<ReportFormat>(http, "format") ?? ReportFormat.Json;

    /// <summary>Says of a route that it can be had as a file as well.</summary>
    public static RouteHandlerBuilder AnswersCsv(this RouteHandlerBuilder route) => route.AnswersFile("text/csv");
}

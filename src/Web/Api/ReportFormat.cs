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

    public static ReportFormat Read(HttpContext http) => QueryWord.Read<ReportFormat>(http, "format") ?? ReportFormat.Json;

    /// <summary>Says of a route that it can be had as a file as well.</summary>
    public static RouteHandlerBuilder AnswersCsv(this RouteHandlerBuilder route) => route.AnswersFile("text/csv");
}

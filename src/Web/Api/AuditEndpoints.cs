using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Audit;
using Financbase.Web.Shell;

namespace Financbase.Web.Api;

/// <summary>
/// <c>/api/audit-logs</c>, filtered by <c>who</c>, <c>action</c>, <c>targetId</c>, <c>from</c>, <c>to</c> and <c>q</c>, and
/// <c>/api/security-events</c>. With <c>format=csv</c> or <c>format=jsonl</c> all that fits is streamed as a file.
/// </summary>
internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit-logs", async (PageParameters page, HttpContext http, ISender sender, ApiSender answers, CancellationToken ct) =>
        {
            var filter = Filter(http);
            return FormatOf(http, "json", "csv", "jsonl") switch
            {
                "csv" => new ListDownload<AuditLogView>(sender, one => new ListAuditLogs(filter, one with { Sort = page.Value.Sort }), AuditDownloads.Csv, "audit-log"),
                "jsonl" => new ListDownload<AuditLogView>(sender, one => new ListAuditLogs(filter, one with { Sort = page.Value.Sort }), AuditDownloads.JsonLines, "audit-log"),
                _ => await answers.Page(new ListAuditLogs(filter, page.Value), ct),
            };
        }).Sends<ListAuditLogs>().AnswersFile("text/csv", "application/x-ndjson").Takes(
            QueryWords.Text("who", "Only what this person or program did: a part of the name or address."), QueryWords.Text("action", "Only this action, such as `bank_account.open`."),
            QueryWords.Text("targetId", "Only what was done to the thing with this id."), QueryWords.Moment("from", "From this moment on."),
            QueryWords.Moment("to", "Before this moment."), QueryWords.Search,
            QueryWords.OneOf("format", "`csv` and `jsonl` are files with all that fits.", "json", "json", "csv", "jsonl"));
        api.MapGet("/audit-logs/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetAuditLog(id), ct)).Sends<GetAuditLog>();
        api.MapGet("/security-events", async (PageParameters page, HttpContext http, ISender sender, ApiSender answers, CancellationToken ct) =>
        {
            var filter = new SecurityEventFilter(QueryWord.Read<SecurityEventKind>(http, "kind"), Text(http, "who"), Moment(http, "from"), Moment(http, "to"));
            return FormatOf(http, "json", "csv", "jsonl") switch
            {
                "csv" => new ListDownload<SecurityEventView>(sender, one => new ListSecurityEvents(filter, one with { Sort = page.Value.Sort }), AuditDownloads.SecurityCsv, "security-events"),
                "jsonl" => new ListDownload<SecurityEventView>(sender, one => new ListSecurityEvents(filter, one with { Sort = page.Value.Sort }), AuditDownloads.SecurityJsonLines, "security-events"),
                _ => await answers.Page(new ListSecurityEvents(filter, page.Value), ct),
            };
        }).Sends<ListSecurityEvents>().AnswersFile("text/csv", "application/x-ndjson").Takes(
            QueryWords.Word<SecurityEventKind>("kind", "Only events of this kind."), QueryWords.Text("who", "Only what concerns this person: a part of the address."),
            QueryWords.Moment("from", "From this moment on."), QueryWords.Moment("to", "Before this moment."),
            QueryWords.OneOf("format", "`csv` and `jsonl` are files with all that fits.", "json", "json", "csv", "jsonl"));
    }

    private static AuditFilter Filter(HttpContext http) => new(
        Text(http, "who"), Text(http, "action"), Text(http, "targetId"), Moment(http, "from"), Moment(http, "to"), Text(http, "q"));

    // A file is written past ApiSender, which would ask the same: a misspelt filter must not look like an answer.
    private static string FormatOf(HttpContext http, params string[] known)
    {
        var format = Format(http, known);
        return format == known[0] || QueryWatch.Unknown(http) is not { } unknown ? format : throw new DomainException(unknown);
    }

    private static string Format(HttpContext http, params string[] known) => http.Request.Query["format"].ToString() switch
    {
        "" => known[0],
        var word when known.Contains(word) => word,
        _ => throw new DomainException(Error.Validation("format", $"Use one of {string.Join(", ", known)}.")),
    };

    private static string? Text(HttpContext http, string name) =>
        http.Request.Query[name].ToString() is { Length: > 0 } text ? text.Replace("\0", "", StringComparison.Ordinal) : null;

    private static DateTimeOffset? Moment(HttpContext http, string name) => http.Request.Query[name].ToString() is not { Length: > 0 } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new DomainException(Error.Validation(name, "Use a time like 2026-06-30T08:00:00Z."));
}

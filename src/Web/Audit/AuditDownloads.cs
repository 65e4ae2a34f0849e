using System.Globalization;
using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Audit;

/// <summary>The columns of the audit log's and the security journal's files.</summary>
internal static class AuditDownloads
{
    public static DownloadFormat<AuditLogView> Csv { get; } = new(
        "text/csv", "csv",
        "Time,Actor kind,Actor,Actor id,Action,Target kind,Target id,Target,Changes,Omitted changes,Summary,Request id,Signed in by,Session,API key,Address,Caused by,Id\r\n",
        row => Line(
            Time(row.At), row.Actor.Kind, row.Actor.Name, row.Actor.Id, row.Action, row.Target?.Kind, row.Target?.Id, row.Target?.Label,
            row.Changes.GetRawText(), row.Omitted.ToString(CultureInfo.InvariantCulture), row.Summary.GetRawText(), row.RequestId, row.AuthMethod,
            row.SessionId?.ToString(), row.ApiKeyId?.ToString(), row.Address, row.CausedBy?.ToString(), row.Id.ToString()));

    public static DownloadFormat<AuditLogView> JsonLines { get; } = new(
        "application/x-ndjson", "jsonl", "", row => JsonSerializer.Serialize(row, WireJson.Options) + "\n");

    public static DownloadFormat<SecurityEventView> SecurityCsv { get; } = new(
        "text/csv", "csv", "Time,Event,Person,Address,Detail,Id\r\n",
        row => Line(Time(row.At), JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Kind.ToString()), row.Person, row.Address, row.Detail, row.Id.ToString()));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Line(params string?[] fields) => string.Join(',', fields.Select(CsvText.Of)) + "\r\n";
}

using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Audit;

/// <summary>The columns of the audit log's and the security journal's files.</summary>
internal static class AuditDownloads
{
    public static DownloadFormat<AuditLogView> Csv { get; } = CsvFormat.Of<AuditLogView>(
        ("Time", row => row.At), ("Actor kind", row => row.Actor.Kind), ("Actor", row => row.Actor.Name), ("Actor id", row => row.Actor.Id),
        ("Action", row => row.Action), ("Target kind", row => row.Target?.Kind), ("Target id", row => row.Target?.Id),
        ("Target", row => row.Target?.Label), ("Changes", row => row.Changes.GetRawText()), ("Omitted changes", row => row.Omitted),
        ("Summary", row => row.Summary.GetRawText()), ("Request id", row => row.RequestId), ("Signed in by", row => row.AuthMethod),
        ("Session", row => row.SessionId), ("API key", row => row.ApiKeyId), ("Address", row => row.Address),
        ("Caused by", row => row.CausedBy), ("Id", row => row.Id));

    public static DownloadFormat<AuditLogView> JsonLines { get; } = new(
        "application/x-ndjson", "jsonl", "", row => JsonSerializer.Serialize(row, WireJson.Options) + "\n");

    public static DownloadFormat<SecurityEventView> SecurityCsv { get; } = CsvFormat.Of<SecurityEventView>(
        ("Time", row => row.At), ("Event", row => row.Kind), ("Person", row => row.Person), ("Address", row => row.Address),
        ("Detail", row => row.Detail), ("Id", row => row.Id));

    public static DownloadFormat<SecurityEventView> SecurityJsonLines { get; } = new(
        "application/x-ndjson", "jsonl", "", row => JsonSerializer.Serialize(row, WireJson.Options) + "\n");
}

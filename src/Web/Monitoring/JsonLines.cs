using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Financbase.Web.Monitoring;

/// <summary>One JSON object a line, with the field names of OpenTelemetry's log data model, redacted (<see cref="Redaction"/>).</summary>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    // Hosting puts the request's path into a scope, and a path may carry a secret.
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "{OriginalFormat}", "RequestPath", "ConnectionId" };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Compact))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow());
            json.WriteString("severity_text", Severity(logEntry.LogLevel));
            json.WriteString("scope_name", logEntry.Category);
            json.WriteString("body", Redaction.Text(logEntry.Formatter(logEntry.State, logEntry.Exception)));
            WriteTrace(json);
            WriteAttributes(json, Attributes(logEntry.State, scopeProvider), logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    private static void WriteTrace(Utf8JsonWriter json)
    {
        if (Activity.Current is { } activity)
        {
            json.WriteString("trace_id", activity.TraceId.ToHexString());
            json.WriteString("span_id", activity.SpanId.ToHexString());
        }
    }

    /// <summary>The scopes' from outside in, then the entry's own; the nearest wins.</summary>
    private static Dictionary<string, object?> Attributes<TState>(TState state, IExternalScopeProvider? scopes)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        scopes?.ForEachScope(Collect, attributes);
        Collect(state, attributes);
        return attributes;

        static void Collect(object? source, Dictionary<string, object?> attributes)
        {
            foreach (var (name, value) in source as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                if (value is not null && !LeftOut.Contains(name))
                    attributes[name] = value;
            }
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, Dictionary<string, object?> attributes, Exception? exception)
    {
        json.WriteStartObject("attributes");
        foreach (var (name, value) in attributes)
            WriteValue(json, name, value);
        if (exception is not null)
        {
            json.WriteString("exception.type", exception.GetType().FullName);
            json.WriteString("exception.message", Redaction.Text(exception.Message));
            json.WriteString("exception.stacktrace", Redaction.Text(exception.ToString()));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Redaction.Value(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                break;
        }
    }

    private static string Severity(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "FATAL",
        _ => "UNSPECIFIED",
    };
}

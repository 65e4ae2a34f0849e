using System.Diagnostics;
using System.Text.Json;
using Financbase.Web.Monitoring;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Financbase.Web.Tests.Monitoring;

public sealed class JsonLinesTests
{
    private static readonly KeyValuePair<string, object?>[] State =
    [
        new("Consumer", "workflows"), new("Milliseconds", 12.5), new("Password", "hunter2"), new("{OriginalFormat}", "…"),
    ];

    [Test]
    public void A_line_is_one_object_with_the_trace_and_without_secrets()
    {
        using var activity = new Activity("test").Start();
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["OrganizationId"] = "o-1", ["RequestPath"] = "/pay/secret" });

        var line = Write(new LogEntry<KeyValuePair<string, object?>[]>(
            LogLevel.Error, "Financbase.Test", default, State,
            new InvalidOperationException("Password=hunter2"), (_, _) => "mail to owner@demo.test\nfailed"), scopes);

        line.ShouldEndWith("\n");
        line.TrimEnd().ShouldNotContain("\n");
        line.ShouldNotContain("hunter2");
        line.ShouldNotContain("/pay/secret");
        var json = JsonDocument.Parse(line).RootElement;
        json.GetProperty("severity_text").GetString().ShouldBe("ERROR");
        json.GetProperty("body").GetString().ShouldBe("mail to [redacted]\nfailed");
        json.GetProperty("trace_id").GetString().ShouldBe(activity.TraceId.ToHexString());
        json.GetProperty("span_id").GetString().ShouldBe(activity.SpanId.ToHexString());
        var attributes = json.GetProperty("attributes");
        attributes.GetProperty("OrganizationId").GetString().ShouldBe("o-1");
        attributes.GetProperty("Milliseconds").GetDouble().ShouldBe(12.5);
        attributes.GetProperty("exception.type").GetString().ShouldBe("System.InvalidOperationException");
        attributes.TryGetProperty("{OriginalFormat}", out _).ShouldBeFalse();
    }

    private static string Write(LogEntry<KeyValuePair<string, object?>[]> entry, LoggerExternalScopeProvider scopes)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new JsonLines(TimeProvider.System).Write(entry, scopes, text);
        return text.ToString();
    }
}

using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// What an HTTP answer means to a workflow. 2xx succeeds; 429 and 5xx may be tried again, not before
/// <c>Retry-After</c>; everything else, redirects included, would be the same the next time.
/// </summary>
internal static class HttpAnswer
{
    public static StepResult Judge(EgressAnswer answer, DateTimeOffset now)
    {
        var output = Output(answer);
        if (answer.Status is >= 200 and < 300)
        {
            return StepResult.Succeed(output);
        }

        var error = new StepError(ClassOf(answer.Status), $"http.status_{answer.Status}", answer.Status is >= 300 and < 400
            ? $"The server answered {answer.Status}; redirects are not followed."
            : $"The server answered {answer.Status}.");
        return new StepResult.Failed(error, RetryAfter(answer.Header("Retry-After"), now), output);
    }

    /// <summary>Seconds or a date (RFC 9110); anything else says nothing.</summary>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && date > now
                ? date - now
                : null;
    }

    private static ErrorClass ClassOf(int status) => status switch
    {
        408 => ErrorClass.Timeout,
        429 => ErrorClass.RateLimited,
        >= 500 => ErrorClass.Server,
        _ => ErrorClass.Client,
    };

    private static JsonElement Output(EgressAnswer answer) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", answer.Status);
        writer.WriteStartObject("headers");
        foreach (var header in answer.Headers
            .GroupBy(header => header.Key.ToLowerInvariant())
            .Where(header => header.Key != "set-cookie"))
        {
            writer.WriteString(header.Key, string.Join(", ", header.Select(one => one.Value)));
        }

        writer.WriteEndObject();
        writer.WritePropertyName("body");
        HttpBody.Write(writer, answer);
        if (answer.Truncated)
        {
            writer.WriteBoolean("truncated", true);
        }

        writer.WriteEndObject();
    });
}

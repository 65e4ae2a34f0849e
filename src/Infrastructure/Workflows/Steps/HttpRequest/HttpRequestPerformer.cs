using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>httpRequest</c>: one call through the egress guard, with the step's idempotency key.</summary>
internal sealed class HttpRequestPerformer(EgressClient egress, TimeProvider time) : IStepPerformer
{
    public string Type => "httpRequest";

    public async Task<StepResult> PerformAsync(StepCall call, CancellationToken ct)
    {
        try
        {
            return HttpAnswer.Judge(await egress.SendAsync(ToEgress(call), ct), time.GetUtcNow());
        }
        catch (EgressException failed)
        {
            return EgressFailures.Result(failed);
        }
    }

    private static EgressCall ToEgress(StepCall call)
    {
        var headers = call.Input.GetProperty("headers").EnumerateObject()
            .Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))
            .Append(KeyValuePair.Create("Idempotency-Key", call.IdempotencyKey))
            .ToList();
        var body = Body(call.Input, headers);
        return new EgressCall(
            HttpMethod.Parse(call.Input.GetProperty("method").GetString()!),
            new Uri(call.Input.GetProperty("url").GetString()!),
            headers,
            body,
            call.Timeout);
    }

    private static ReadOnlyMemory<byte>? Body(JsonElement input, List<KeyValuePair<string, string>> headers)
    {
        if (!input.TryGetProperty("body", out var body))
        {
            return null;
        }

        var isText = body.ValueKind == JsonValueKind.String;
        if (!headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(KeyValuePair.Create(
                "Content-Type", (isText ? MediaTypeNames.Text.Plain : MediaTypeNames.Application.Json) + "; charset=utf-8"));
        }

        return Encoding.UTF8.GetBytes(isText ? body.GetString()! : body.GetRawText());
    }
}

using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// <c>{"tokens":[{"step","path"?,"attempt","status","isRetry"?}],"steps":{address:{"status","live"?,"skipped"?}},"recorded"?,"ended"?,"last"?}</c>
/// </summary>
internal static class StateJson
{
    public static JsonElement Write(ExecutionState state) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("tokens");
        JsonSerializer.Serialize(writer, state.Tokens, WireJson.Options);
        writer.WriteStartObject("steps");
        foreach (var (address, trace) in state.Steps)
        {
            writer.WriteStartObject(address);
            writer.WriteString("status", Name(trace.Status));
            writer.WriteNumber("live", trace.Live);
            writer.WriteNumber("skipped", trace.Skipped);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteNumber("recorded", state.Recorded);
        if (state.Ended is { } ended)
            writer.WriteString("ended", Name(ended));
        if (state.Last is { } last)
            writer.WriteString("last", last);
        writer.WriteEndObject();
    });

    public static ExecutionState Read(JsonElement json, IEnumerable<KeyValuePair<string, RecordedResult>> results)
    {
        var state = ExecutionState.New with
        {
            Tokens = [.. json.GetProperty("tokens").Deserialize<Token[]>(WireJson.Options)!],
            Steps = ExecutionState.New.Steps.AddRange(json.GetProperty("steps").EnumerateObject().Select(step => KeyValuePair.Create(
                step.Name,
                new StepTrace(
                    Enum.Parse<StepStatus>(step.Value.GetProperty("status").GetString()!, ignoreCase: true),
                    step.Value.GetProperty("live").GetInt32(),
                    step.Value.GetProperty("skipped").GetInt32())))),
            Recorded = json.TryGetProperty("recorded", out var recorded) ? recorded.GetInt64() : 0,
            Ended = json.TryGetProperty("ended", out var ended) ? Enum.Parse<ExecutionStatus>(ended.GetString()!, ignoreCase: true) : null,
            Last = json.TryGetProperty("last", out var last) ? last.GetString() : null,
        };
        return state.With(results);
    }

    private static string Name<T>(T status) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

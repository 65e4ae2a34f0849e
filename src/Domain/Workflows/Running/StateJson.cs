using System.Collections.Immutable;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// <c>{"tokens":[{"step","path"?,"attempt","status","isRetry"?,"isLost"?,"lost"?,"losses"?,"isLeaving"?,"isUnsettled"?}],"steps":{address:{"status","live"?,"skipped"?,"ports"?}},
/// "loops"?:{address:{"count","next","succeeded","failed"}},"failing"?:{iteration:error},"undo"?:[{"step","path"}],"failure"?:{"error","step"},
/// "ran","recorded"?,"ended"?,"last"?}</c>
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
            Write(writer, address, trace);
        writer.WriteEndObject();
        if (!state.Loops.IsEmpty)
            Write(writer, state.Loops);
        if (!state.Failing.IsEmpty)
        {
            writer.WritePropertyName("failing");
            JsonSerializer.Serialize(writer, state.Failing, WireJson.Options);
        }

        if (!state.Undo.IsEmpty)
        {
            writer.WritePropertyName("undo");
            JsonSerializer.Serialize(writer, state.Undo, WireJson.Options);
        }

        if (state.Failure is { } failure)
        {
            writer.WritePropertyName("failure");
            JsonSerializer.Serialize(writer, failure, WireJson.Options);
        }

        writer.WriteNumber("ran", state.Ran);
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
            Tokens = [.. json.GetProperty("tokens").Deserialize<Token[]>(WireJson.Options)!.Select(Settled)],
            Steps = ExecutionState.New.Steps.AddRange(json.GetProperty("steps").EnumerateObject().Select(step => KeyValuePair.Create(step.Name, Trace(step.Value)))),
            Loops = json.TryGetProperty("loops", out var loops)
                ? ExecutionState.New.Loops.AddRange(loops.EnumerateObject().Select(loop => KeyValuePair.Create(loop.Name, Loop(loop.Value))))
                : ExecutionState.New.Loops,
            Failing = json.TryGetProperty("failing", out var failing)
                ? ExecutionState.New.Failing.AddRange(failing.Deserialize<Dictionary<string, StepError>>(WireJson.Options)!)
                : ExecutionState.New.Failing,
            Undo = json.TryGetProperty("undo", out var undo) ? [.. undo.Deserialize<UndoEntry[]>(WireJson.Options)!] : [],
            Failure = json.TryGetProperty("failure", out var failure) ? failure.Deserialize<Failure>(WireJson.Options) : null,
            Ran = json.TryGetProperty("ran", out var ran) ? ran.GetInt32() : 0,
            Recorded = json.TryGetProperty("recorded", out var recorded) ? recorded.GetInt64() : 0,
            Ended = json.TryGetProperty("ended", out var ended) ? Enum.Parse<ExecutionStatus>(ended.GetString()!, ignoreCase: true) : null,
            Last = json.TryGetProperty("last", out var last) ? last.GetString() : null,
        };
        return state.With(results);
    }

    // Where it is not said whether a call is settled, how it was lost tells that it is not.
    private static Token Settled(Token token) => token with { IsUnsettled = token.IsUnsettled || token.IsLost || token.Lost is not null };

    private static void Write(Utf8JsonWriter writer, string address, StepTrace trace)
    {
        writer.WriteStartObject(address);
        writer.WriteString("status", Name(trace.Status));
        writer.WriteNumber("live", trace.Live);
        writer.WriteNumber("skipped", trace.Skipped);
        if (trace.Ports is { } ports)
        {
            writer.WriteStartArray("ports");
            foreach (var port in ports)
                writer.WriteStringValue(port);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ImmutableDictionary<string, LoopState> loops)
    {
        writer.WriteStartObject("loops");
        foreach (var (address, loop) in loops)
        {
            writer.WriteStartObject(address);
            writer.WriteNumber("count", loop.Count);
            writer.WriteNumber("next", loop.Next);
            writer.WriteNumber("succeeded", loop.Succeeded);
            writer.WriteNumber("failed", loop.Failed);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static StepTrace Trace(JsonElement json) => new(
        Enum.Parse<StepStatus>(json.GetProperty("status").GetString()!, ignoreCase: true),
        json.GetProperty("live").GetInt32(),
        json.GetProperty("skipped").GetInt32())
    {
        Ports = json.TryGetProperty("ports", out var ports) ? [.. ports.EnumerateArray().Select(port => port.GetString()!)] : null,
    };

    private static LoopState Loop(JsonElement json) => new(
        json.GetProperty("count").GetInt32(),
        json.GetProperty("next").GetInt32(),
        json.GetProperty("succeeded").GetInt32(),
        json.GetProperty("failed").GetInt32());

    private static string Name<T>(T status) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

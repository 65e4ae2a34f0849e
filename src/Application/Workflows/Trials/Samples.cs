using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows.Trials;

/// <summary>Made-up answers for steps that nobody pinned.</summary>
internal static class Samples
{
    /// <summary>An output with every member that the kind's card names.</summary>
    public static JsonElement OutputOf(string type)
    {
        var output = new JsonObject();
        foreach (var member in StepKinds.BuiltIn.Find(type)?.Card.Output.Where(member => !member.Name.StartsWith('<')) ?? [])
            output[member.Name] = member.Sample is { } sample ? JsonNode.Parse(sample) : Value(member.Type, member.Name);
        return JsonSerializer.SerializeToElement(output);
    }

    /// <summary>What ends a wait: the catalogue's example of the event, an approval, the success of another workflow.</summary>
    public static JsonElement AnswerTo(Awaited awaited) => awaited switch
    {
        Awaited.Event waited => JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["event"] = EventData(waited.Name), ["$event"] = JsonSerializer.SerializeToElement(new { type = waited.Name }) }),
        Awaited.Approval asked => JsonSerializer.SerializeToElement(
            new { decision = "approved", decidedBy = (object?)null, comment = "", form = asked.Request.Form.ToDictionary(field => field.Name, field => Value(field.Type, field.Label)) }),
        _ => JsonSerializer.SerializeToElement(new { executionId = Guid.Empty, status = "succeeded", output = new { } }),
    };

    private static JsonElement EventData(string name) => EventCatalogue.Find(name) is { } type
        ? JsonSerializer.SerializeToElement(EventExamples.Of(type), type.Data, WireJson.Options)
        : JsonSerializer.SerializeToElement(new { });

    private static JsonNode? Value(string type, string name) => type switch
    {
        "text" => name,
        "number" => 1,
        "boolean" => true,
        "date" => "2026-01-31",
        "object" => new JsonObject(),
        "list" => new JsonArray(),
        _ => null,
    };
}

using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>One node of an n8n workflow, whatever its members hold.</summary>
/// <param name="Name">Unique in a sound file.</param>
/// <param name="Type">Such as <c>n8n-nodes-base.httpRequest</c>.</param>
/// <param name="Json">As it stands in the file.</param>
internal sealed record N8nNode(string Name, string Type, JsonElement Json)
{
    private const string Base = "n8n-nodes-base.";

    private static readonly string[] Starts =
        ["webhook", "cron", "interval", "start", "emailReadImap", "executeWorkflowTrigger", "manualTrigger", "scheduleTrigger"];

    /// <summary>Without n8n's own prefix.</summary>
    public string Kind { get; } = Type.StartsWith(Base, StringComparison.Ordinal) ? Type[Base.Length..] : Type;

    public JsonElement Parameters { get; } = Json.TryGetMember("parameters", out var parameters) ? parameters : default;

    public double Version { get; } = Json.TryGetMember("typeVersion", out var version) && version.ValueKind == JsonValueKind.Number ? version.GetDouble() : 1;

    public bool IsDisabled => Flag("disabled");

    public bool IsStart => Starts.Contains(Kind, StringComparer.Ordinal) || Kind.EndsWith("Trigger", StringComparison.Ordinal);

    public bool IsNote => Kind == "stickyNote";

    public bool IsLoop => Kind == "splitInBatches";

    public bool Flag(string name) => Json.TryGetMember(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>What happens when it fails, in either of n8n's spellings.</summary>
    public string OnError => Json.TryGetMember("onError", out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : Flag("continueOnFail") ? "continueRegularOutput" : "";

    public int Whole(string name, int otherwise) =>
        Json.TryGetMember(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : otherwise;
}

/// <param name="From">The name of a node.</param>
/// <param name="Output">From 0.</param>
/// <param name="To">The name of a node.</param>
internal sealed record N8nWire(string From, int Output, string To);

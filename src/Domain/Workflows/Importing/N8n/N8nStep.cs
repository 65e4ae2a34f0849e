using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>The step that a node becomes, before its wires are laid.</summary>
/// <param name="Type">The kind of step.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Ports">The outcomes behind each of the node's outputs, from 0; several take the same way.</param>
internal sealed record N8nStep(string Type, JsonObject Config, IReadOnlyList<IReadOnlyList<string>> Ports)
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> OneWay = [[Outcomes.Default]];

    public N8nStep(string type, JsonObject config) : this(type, config, OneWay)
    {
    }

    /// <summary>A node that only hands on what it gets.</summary>
    public static N8nStep Nothing => new("join", []);
}

/// <summary>Ends the mapping of a node with the reason why it becomes a placeholder.</summary>
internal sealed class UnmappableException(string reason) : Exception(reason);

/// <summary>What a mapping may ask and tell.</summary>
/// <param name="Node">The node that is mapped.</param>
/// <param name="Expressions">Turns its values into ours.</param>
/// <param name="Data">Where data are.</param>
/// <param name="Warn">Tells something about the node.</param>
/// <param name="Secret">The name of the secret for the node's credentials; null when it has none.</param>
internal sealed record N8nContext(N8nNode Node, N8nExpressions Expressions, N8nData Data, Action<string> Warn, Func<string?> Secret)
{
    public System.Text.Json.JsonElement Parameter(params ReadOnlySpan<string> path) => Node.Parameters.At(path);

    public string Text(params ReadOnlySpan<string> path) => Expressions.Text(Parameter(path).Text(), Node.Name);

    public JsonNode? Value(params ReadOnlySpan<string> path) => Expressions.Value(Parameter(path), Node.Name);
}

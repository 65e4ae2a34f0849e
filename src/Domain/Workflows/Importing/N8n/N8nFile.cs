using System.Text;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>The nodes and wires of an n8n workflow file.</summary>
internal sealed class N8nFile
{
    private const int MostWires = 5_000;

    private static readonly JsonDocumentOptions Syntax = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    private N8nFile(JsonElement root)
    {
        Root = root;
        var nodes = root.At("nodes").Items().Where(node => node.ValueKind == JsonValueKind.Object).ToList();
        foreach (var (index, json) in nodes.Index())
        {
            var name = json.At("name").Text() is { Length: > 0 } written ? written : $"Node {index + 1}";
            var node = new N8nNode(name, json.At("type").Text(), json);
            if (Nodes.TryAdd(name, node))
                continue;
            Warnings.Add(new ImportWarning(name, "Two nodes have this name; the second one has no wires."));
            for (var other = 2; !Nodes.TryAdd($"{name} ({other})", node with { Name = $"{name} ({other})" });)
                other++;
        }

        Wires = [.. ReadWires().Distinct()];
        InnerParts = root.At("connections").Members()
            .Where(from => Nodes.ContainsKey(from.Name) && from.Value.Members().Any() && from.Value.Members().All(kind => kind.Name != "main"))
            .Select(from => from.Name).ToHashSet(StringComparer.Ordinal);
    }

    public JsonElement Root { get; }

    public string Name => Root.At("name").Text() is { Length: > 0 } name ? name : "Imported workflow";

    /// <summary>By name, in the file's order.</summary>
    public OrderedDictionary<string, N8nNode> Nodes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<N8nWire> Wires { get; }

    /// <summary>The names of nodes that only serve another one, such as the model of an agent.</summary>
    public IReadOnlySet<string> InnerParts { get; }

    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>Null with a refusal when the text is no n8n workflow.</summary>
    public static N8nFile? Read(string text, out ImportRefusal? refusal)
    {
        refusal = null;
        text = text.TrimStart('\uFEFF');
        if (Encoding.UTF8.GetByteCount(text) > Limits.PayloadBytes)
            return Refuse("too_large", WorkflowsErrors.PayloadTooLarge.Message, out refusal);
        if (string.IsNullOrWhiteSpace(text))
            return Refuse("empty", "The file is empty.", out refusal);
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text, Syntax);
        }
        catch (JsonException broken)
        {
            return HasMore(text)
                ? Refuse("trailing_text", $"Something follows the end of the JSON (line {broken.LineNumber + 1}); remove it and try again.", out refusal)
                : Refuse("malformed", $"This is not JSON: {broken.Message}", out refusal);
        }

        if (ForeignJson.Problem(root) is { } problem)
            return Refuse("malformed", problem, out refusal);
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() != 1)
            return Refuse("too_many", $"The file holds {root.GetArrayLength()} workflows; import one at a time.", out refusal);
        root = Unwrapped(root);
        if (root.At("nodes").ValueKind != JsonValueKind.Array)
            return Refuse("not_n8n", "This is not an n8n workflow: it has no list of “nodes”.", out refusal);
        if (root.At("nodes").GetArrayLength() > Limits.Steps)
            return Refuse("too_many_steps", $"A workflow has at most {Limits.Steps} steps.", out refusal);
        var file = new N8nFile(root);
        return file.Wires.Count <= MostWires ? file : Refuse("too_many_wires", $"A workflow that is imported has at most {MostWires:N0} wires.", out refusal);
    }

    // A list of one, or the answer of a program that wraps it.
    private static JsonElement Unwrapped(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            root = root[0];
        for (var level = 0; level < 3 && root.At("nodes").ValueKind != JsonValueKind.Array; level++)
            root = root.At("workflow").IsThere() ? root.At("workflow") : root.At("data");
        return root;
    }

    private static bool HasMore(string text)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Limits.JsonDepth, AllowMultipleValues = true });
            return reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.TrySkip()
                && bytes.AsSpan((int)reader.BytesConsumed).ContainsAnyExcept(" \t\r\n"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private IEnumerable<N8nWire> ReadWires() =>
        from source in Root.At("connections").Members()
        where Nodes.ContainsKey(source.Name)
        from output in source.Value.At("main").Items().Index()
        from target in output.Item.Items()
        let name = target.At("node").Text()
        where Nodes.ContainsKey(name)
        select new N8nWire(source.Name, output.Index, name);

    private static N8nFile? Refuse(string code, string message, out ImportRefusal refusal)
    {
        refusal = new ImportRefusal(code, message);
        return null;
    }
}

using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>
/// Makes a draft of an n8n workflow file: what is known here becomes a step, the rest a placeholder. Whatever the file
/// holds, this tells and never throws.
/// </summary>
public sealed class N8nImport
{
    private readonly N8nFile _file;
    private readonly WorkflowLanguage _language;
    private readonly N8nKeys _names = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly N8nData _data;
    private readonly N8nCredentials _credentials = new();
    private readonly ILookup<string, N8nWire> _wires;
    private readonly List<ImportedNode> _imported = [];
    private readonly List<UnmappedNode> _placeholders = [];
    private readonly List<ImportWarning> _warnings;
    private readonly JsonArray _steps = [];

    private N8nImport(N8nFile file, WorkflowLanguage language)
    {
        (_file, _language, _warnings) = (file, language, file.Warnings);
        foreach (var node in file.Nodes.Values.Where(node => !node.IsStart && !node.IsNote && !file.InnerParts.Contains(node.Name)))
            _keys[node.Name] = _names.Next(node.Name, "step");
        _data = new N8nData(file, _keys);
        _wires = file.Wires.Where(wire => _keys.ContainsKey(wire.To)).ToLookup(wire => wire.From, StringComparer.Ordinal);
    }

    public static ImportedFile Read(string text, WorkflowLanguage language)
    {
        if (N8nFile.Read(text, out var refusal) is not { } file)
            return ImportedFile.Refused(refusal!);
        return new N8nImport(file, language).Import();
    }

    private ImportedFile Import()
    {
        foreach (var node in _file.Nodes.Values)
            _credentials.Note(node);
        foreach (var name in _file.InnerParts)
            _placeholders.Add(new UnmappedNode(name, null, _file.Nodes[name].Type, "It only serves another node and is left out."));
        var (triggers, entry) = Starts();
        foreach (var (name, key) in _keys)
            Add(_file.Nodes[name], key);
        if (_file.Nodes.Values.Any(node => node.IsNote))
            _warnings.Add(new ImportWarning(null, "Notes on the canvas are left out."));
        var json = new JsonObject { ["name"] = Cut(_file.Name), ["triggers"] = triggers, ["steps"] = _steps };
        if (entry is not null)
            json["entry"] = entry;
        var text = json.ToJsonString();
        return WorkflowDefinition.Parse(text, _language) is { Problems: [var problem, ..] }
            ? ImportedFile.Refused(new ImportRefusal("not_mappable", $"{problem.Path}: {problem.Message}"))
            : new ImportedFile(text, new ImportReport(_imported, _placeholders, _warnings, _credentials.Slots), null);
    }

    private (JsonArray Triggers, string? Entry) Starts()
    {
        var triggers = new JsonArray();
        List<string>? first = null;
        var timeZone = _file.Root.At("settings", "timezone").Text("UTC");
        foreach (var node in _file.Nodes.Values.Where(node => node is { IsStart: true, IsDisabled: false }))
        {
            var targets = _wires[node.Name].Select(wire => _keys[wire.To]).Distinct().ToList();
            if (first is not null && targets.Count > 0 && !first.ToHashSet().SetEquals(targets))
            {
                Warn(node.Name, "It starts with other steps than the first start, so it is left out; make a workflow of its own of it.");
                continue;
            }

            first = first is null or [] ? targets : first;
            var trigger = N8nStarts.Map(node, timeZone is "" or "DEFAULT" ? "UTC" : timeZone, _language, message => Warn(node.Name, message));
            if (trigger is not null && triggers.Count < Limits.Triggers)
            {
                triggers.Add(trigger);
                _imported.Add(new ImportedNode(node.Name, null, (string)trigger["type"]!));
            }
        }

        if (triggers.Count == 0)
            triggers.Add(new JsonObject { ["type"] = "manual" });
        var reached = _file.Wires.Where(wire => wire.From != wire.To).Select(wire => wire.To).ToHashSet(StringComparer.Ordinal);
        var entry = first is { Count: > 0 } ? Joined(first, "start") : _keys.FirstOrDefault(node => !reached.Contains(node.Key)).Value;
        return (triggers, entry);
    }

    private void Add(N8nNode node, string key)
    {
        var loops = _keys.Where(other => _file.Nodes[other.Key].IsLoop && _data.Body(other.Key).Contains(node.Name)).Select(other => other.Key).ToHashSet(StringComparer.Ordinal);
        List<string> Targets(int output) =>
            [.. _wires[node.Name].Where(wire => wire.Output == output && !loops.Contains(wire.To)).Select(wire => _keys[wire.To]).Distinct()];

        var body = node.IsLoop ? Joined(Targets(N8nLoop.BodyOutput(node)), key + "_each") : null;
        var context = new N8nContext(
            node, new N8nExpressions(_data, message => Warn(node.Name, message)), _data, message => Warn(node.Name, message), () => _credentials.Secret(node));
        var outputs = _wires[node.Name].Select(wire => wire.Output + 1).DefaultIfEmpty(0).Max();
        var step = N8nNodes.Map(context, body, _language, out var reason);
        if (step is null)
            _placeholders.Add(new UnmappedNode(node.Name, key, node.Type, reason));
        else
            _imported.Add(new ImportedNode(node.Name, key, step.Type));
        step ??= N8nNodes.Placeholder(node, reason, outputs);
        var next = Next(node, key, step, Targets);
        var json = new JsonObject { ["key"] = key, ["type"] = step.Type, ["name"] = Cut(node.Name), ["config"] = step.Config };
        if (next.Count > 0)
            json["next"] = next;
        if (N8nNodes.Retry(node) is { } retry)
            json["retry"] = retry;
        _steps.Add(json);
    }

    private JsonObject Next(N8nNode node, string key, N8nStep step, Func<int, List<string>> targets)
    {
        var next = new JsonObject();
        var byPort = step.Ports.Index().SelectMany(output => output.Item.Select(port => (Port: port, output.Index)))
            .GroupBy(way => way.Port, way => way.Index, StringComparer.Ordinal);
        foreach (var way in byPort)
        {
            if (Joined([.. way.SelectMany(targets).Distinct()], $"{key}_{way.Key}") is { } target)
                next[way.Key] = target;
        }

        var error = node.OnError switch
        {
            "continueErrorOutput" => step.Type == "placeholder" ? null : Joined(targets(step.Ports.Count), $"{key}_error"),
            "continueRegularOutput" => (string?)next[Outcomes.Default],
            _ => null,
        };
        if (error is not null)
            next[Outcomes.Error] = error;
        return next;
    }

    /// <summary>The one step, or one that starts them all; null when there is none.</summary>
    private string? Joined(List<string> targets, string name)
    {
        if (targets.Count <= 1)
            return targets is [var only] ? only : null;
        var key = _names.Next(name, "step");
        _steps.Add(new JsonObject
        {
            ["key"] = key,
            ["type"] = "parallel",
            ["config"] = new JsonObject { ["branches"] = new JsonArray([.. targets.Select(target => JsonValue.Create(target))]) },
        });
        return key;
    }

    private void Warn(string node, string message)
    {
        if (_warnings.Count < ParsedDefinition.MostProblems)
            _warnings.Add(new ImportWarning(node, message));
    }

    private static string Cut(string text) => text.Length <= Limits.NameLength ? text : text[..(Limits.NameLength - 1)] + "…";
}

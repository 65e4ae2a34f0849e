using System.Collections;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>The steps of a definition as a graph: which are reachable, which wires close a cycle, who runs before whom.</summary>
internal sealed class StepGraph
{
    private readonly Dictionary<string, int> _index;
    private readonly (string Port, int Target)[][] _wires;
    private readonly List<int> _finished = [];
    private readonly Visit[] _visits;
    private readonly List<(int From, string Port)> _closing = [];
    private readonly BitArray[] _dominators;
    private readonly BitArray[] _ancestors;

    public StepGraph(WorkflowDefinition definition)
    {
        _index = definition.Steps.Select((step, at) => KeyValuePair.Create(step.Key, at)).ToDictionary(StringComparer.Ordinal);
        _wires = [.. definition.Steps.Select(step => step.Wires.Concat(step.Inner)
            .Where(wire => _index.ContainsKey(wire.Value))
            .Select(wire => (wire.Key, _index[wire.Value])).ToArray())];
        _visits = new Visit[_wires.Length];
        _dominators = [.. _wires.Select(_ => new BitArray(_wires.Length, defaultValue: true))];
        _ancestors = [.. _wires.Select(_ => new BitArray(_wires.Length))];
        if (definition.EntryStep is { } entry)
            Explore(_index[entry.Key]);
    }

    /// <summary>Wires that lead back to a step they come from.</summary>
    public IReadOnlyList<(int From, string Port)> ClosingWires => _closing;

    public bool Has(string key) => _index.ContainsKey(key);

    public bool IsReachable(int step) => _visits[step] == Visit.Done;

    /// <summary>Whether each way from the entry to the step leads through the other one.</summary>
    public bool AlwaysRunsBefore(string other, int step) => _dominators[step][_index[other]];

    public bool MayRunBefore(string other, int step) => _ancestors[step][_index[other]];

    private void Explore(int entry)
    {
        Enter(entry);
        _finished.Reverse();
        foreach (var step in _finished)
        {
            if (step == entry)
                _dominators[step].SetAll(false);
            _dominators[step][step] = true;
            foreach (var (_, target) in _wires[step])
            {
                _dominators[target].And(_dominators[step]);
                _ancestors[target].Or(_ancestors[step])[step] = true;
            }
        }
    }

    // Depth first; at most Limits.Steps deep.
    private void Enter(int step)
    {
        _visits[step] = Visit.Open;
        foreach (var (port, target) in _wires[step])
        {
            if (_visits[target] == Visit.Open)
                _closing.Add((step, port));
            else if (_visits[target] == Visit.None)
                Enter(target);
        }

        _visits[step] = Visit.Done;
        _finished.Add(step);
    }

    private enum Visit
    {
        None,
        Open,
        Done,
    }
}

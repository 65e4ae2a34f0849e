using System.Collections.Frozen;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>The kinds of step that a definition may use, by type.</summary>
public sealed class StepKinds(IEnumerable<StepKind> kinds)
{
    private readonly FrozenDictionary<string, StepKind> _byType = kinds.ToFrozenDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Every kind in this assembly.</summary>
    public static StepKinds BuiltIn { get; } = new(typeof(StepKind).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(StepKind)))
        .Select(type => (StepKind)Activator.CreateInstance(type)!));

    public IReadOnlyCollection<StepKind> All => _byType.Values;

    public StepKind? Find(string type) => _byType.GetValueOrDefault(type);
}

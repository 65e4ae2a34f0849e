using System.Collections.Frozen;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>The kinds of trigger that a definition may use, by type.</summary>
public sealed class TriggerKinds(IEnumerable<TriggerKind> kinds)
{
    private readonly FrozenDictionary<string, TriggerKind> _byType = kinds.ToFrozenDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Every kind in this assembly.</summary>
    public static TriggerKinds BuiltIn { get; } = new(typeof(TriggerKind).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(TriggerKind)))
        .Select(type => (TriggerKind)Activator.CreateInstance(type)!));

    public IReadOnlyCollection<TriggerKind> All => _byType.Values;

    public TriggerKind? Find(string type) => _byType.GetValueOrDefault(type);
}

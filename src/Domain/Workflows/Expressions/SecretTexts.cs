using System.Collections.Frozen;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// What <c>secrets.&lt;name&gt;</c> stands for while a step is rendered: its own reference where the result is kept, the
/// value where it is called with. Only names that the step's definition writes are known to either.
/// </summary>
public sealed class SecretTexts
{
    private readonly FrozenDictionary<string, string> _texts;

    private SecretTexts(IEnumerable<KeyValuePair<string, string>> texts, bool areHidden)
    {
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        AreHidden = areHidden && _texts.Count > 0;
    }

    /// <summary>For what may use no secret.</summary>
    public static SecretTexts None { get; } = new([], areHidden: false);

    /// <summary>References stand in the place of values, and there is at least one.</summary>
    public bool AreHidden { get; }

    public static SecretTexts Hidden(IReadOnlyList<string> names) => names.Count == 0
        ? None
        : new SecretTexts(names.Select(name => KeyValuePair.Create(name, Reference(name))), areHidden: true);

    public static SecretTexts Revealed(IReadOnlyDictionary<string, string> values) => new(values, areHidden: false);

    public static string Reference(string name) => $"{{{{ secrets.{name} }}}}";

    public string? Find(string name) => _texts.GetValueOrDefault(name);

    /// <summary>References as people write them, where escaping an address has changed them.</summary>
    public string Readable(string address) => AreHidden
        ? _texts.Values.Aggregate(address, (text, reference) =>
            text.Replace(Uri.EscapeDataString(reference), reference, StringComparison.OrdinalIgnoreCase))
        : address;
}

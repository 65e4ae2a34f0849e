namespace Financbase.Domain.Workflows.Importing;

/// <summary>Keys of steps and names of secrets, made of what people wrote; no two are the same.</summary>
internal sealed class N8nKeys
{
    private const int Longest = 50;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Next(string name, string otherwise)
    {
        var words = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = string.Join('_', words);
        key = key.Length == 0 ? otherwise : char.IsAsciiLetter(key[0]) ? key : $"{otherwise}_{key}";
        key = key.Length <= Longest ? key : key[..Longest].TrimEnd('_');
        if (_taken.Add(key))
            return key;
        for (var number = 2; ; number++)
        {
            if (_taken.Add($"{key}_{number}"))
                return $"{key}_{number}";
        }
    }
}

/// <summary>The credentials that a file names; their values are never in it.</summary>
internal sealed class N8nCredentials
{
    private readonly N8nKeys _names = new();
    private readonly OrderedDictionary<(string Type, string Name), (string? Secret, List<string> Nodes)> _slots = [];

    public IReadOnlyList<CredentialSlot> Slots =>
        [.. _slots.Select(slot => new CredentialSlot(slot.Key.Name, slot.Key.Type, slot.Value.Secret, slot.Value.Nodes))];

    public void Note(N8nNode node)
    {
        foreach (var slot in Of(node))
        {
            if (!_slots.TryGetValue(slot, out var known))
                _slots[slot] = known = (null, []);
            known.Nodes.Add(node.Name);
        }
    }

    /// <summary>The name of the secret in the place of a node's first credentials; null when it has none.</summary>
    public string? Secret(N8nNode node)
    {
        if (Of(node).FirstOrDefault() is not { Type: not null } slot)
            return null;
        var (secret, nodes) = _slots[slot];
        secret ??= _names.Next(slot.Name, "secret");
        _slots[slot] = (secret, nodes);
        return secret;
    }

    private static IEnumerable<(string Type, string Name)> Of(N8nNode node) => node.Json.At("credentials").Members()
        .Select(one => (one.Name, one.Value.At("name").Text(one.Value.Text(one.Name))));
}

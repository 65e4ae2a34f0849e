using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>
/// Rights that were fixed at one moment: for each permission the things that its holder reached then. What the holder wins
/// or loses later changes nothing of it.
/// </summary>
public sealed record Authority(IReadOnlyDictionary<string, Reach> Reaches)
{
    public static Authority None { get; } = new(new Dictionary<string, Reach>());

    /// <summary>What the holder has of these; a permission that they do not hold at all is left out.</summary>
    public static Authority Of(IEnumerable<string> permissions, Rights holder) => new(permissions
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Where(holder.MayHold)
        .ToDictionary(permission => permission, holder.Reach, StringComparer.Ordinal));

    /// <summary>The same as rights that <see cref="Rights.Decide"/> knows: what is reached or not, thing by thing, as exceptions.</summary>
    public Rights ToRights() => new(Reaches.Where(entry => entry.Value.IsOpen).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal))
    {
        Grants =
        [
            .. from entry in Reaches
               where PermissionCatalogue.Find(entry.Key)?.Resource is not null
               from id in entry.Value.Ids
               select new Grant(
                   entry.Key, PermissionCatalogue.Find(entry.Key)!.Resource!, id, entry.Value.IsOpen ? GrantEffect.Deny : GrantEffect.Allow),
        ],
    };

    /// <summary><c>{"banking:read":{"all":true,"ids":[]}}</c>: all but these, or these only.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        Reaches.ToDictionary(entry => entry.Key, entry => new Entry(entry.Value.IsOpen, [.. entry.Value.Ids.Order()])), WireJson.Options);

    public static Authority Read(string json) => new(JsonSerializer.Deserialize<Dictionary<string, Entry>>(json, WireJson.Options)!.ToDictionary(
        entry => entry.Key, entry => entry.Value.All ? Reach.Everything.Without(entry.Value.Ids) : Reach.Only(entry.Value.Ids), StringComparer.Ordinal));

    private sealed record Entry(bool All, IReadOnlyList<Guid> Ids);
}

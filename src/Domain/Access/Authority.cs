using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>
/// Rights that were fixed at one moment: for each permission the things that its holder reached then, and how much one act
/// could move. What the holder wins or loses later changes nothing of it.
/// </summary>
public sealed record Authority(IReadOnlyDictionary<string, Reach> Reaches)
{
    /// <summary>By permission: the most that one act may move. A permission without one has no limit.</summary>
    public IReadOnlyDictionary<string, Money> Limits { get; init; } = FrozenDictionary<string, Money>.Empty;

    public static Authority None { get; } = new(new Dictionary<string, Reach>());

    /// <summary>What the holder has of these; a permission that they do not hold at all is left out.</summary>
    public static Authority Of(IEnumerable<string> permissions, Rights holder)
    {
        var held = permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(holder.MayHold).ToList();
        return new(held.ToDictionary(permission => permission, holder.Reach, StringComparer.Ordinal))
        {
            Limits = held.Where(permission => holder.LimitOf(permission) is not null)
                .ToDictionary(permission => permission, permission => holder.LimitOf(permission)!.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>The same as rights that <see cref="Rights.Decide"/> knows: what is reached or not, thing by thing, as exceptions.</summary>
    public Rights ToRights() => new(Reaches.Where(entry => entry.Value.IsOpen).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal))
    {
        Constraints = Limits.ToDictionary(entry => entry.Key, entry => new Constraint { MaxAmount = entry.Value }, StringComparer.Ordinal),
        Grants =
        [
            .. from entry in Reaches
               where PermissionCatalogue.Find(entry.Key)?.Resource is not null
               from id in entry.Value.Ids
               select new Grant(
                   entry.Key, PermissionCatalogue.Find(entry.Key)!.Resource!, id, entry.Value.IsOpen ? GrantEffect.Deny : GrantEffect.Allow),
        ],
    };

    /// <summary><c>{"banking:read":{"all":true,"ids":[]}}</c>: all but these, or these only; with <c>most</c> where there is a limit.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        Reaches.ToDictionary(
            entry => entry.Key,
            entry => new Entry(entry.Value.IsOpen, [.. entry.Value.Ids.Order()], Limits.TryGetValue(entry.Key, out var most) ? most : null)),
        WireJson.Options);

    public static Authority Read(string json)
    {
        var entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(json, WireJson.Options)!;
        return new(entries.ToDictionary(
            entry => entry.Key, entry => entry.Value.All ? Reach.Everything.Without(entry.Value.Ids) : Reach.Only(entry.Value.Ids), StringComparer.Ordinal))
        {
            Limits = entries.Where(entry => entry.Value.Most is not null)
                .ToDictionary(entry => entry.Key, entry => entry.Value.Most!.Value, StringComparer.Ordinal),
        };
    }

    private sealed record Entry(
        bool All, IReadOnlyList<Guid> Ids, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Most = null);
}

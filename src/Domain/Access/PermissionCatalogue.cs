using System.Collections.Frozen;
using System.Reflection;

namespace Financbase.Domain.Access;

/// <summary>What a permission is called and who may hold it.</summary>
/// <param name="Key"><c>area:verb</c>, e.g. <c>banking:import</c>.</param>
/// <param name="Title">What it allows, in words for people.</param>
/// <param name="Area">The title of its group.</param>
/// <param name="PeopleOnly">True when no API key may ever hold it.</param>
/// <param name="OwnersOnly">True when no role but the owner's may contain it.</param>
/// <param name="Resource">The kind of thing that it can be granted for, one by one; null when it cannot.</param>
/// <param name="Narrowings">The ways in which a role may narrow it.</param>
public sealed record Permission(
    string Key, string Title, string Area, bool PeopleOnly, bool OwnersOnly, string? Resource, Narrowings Narrowings);

/// <summary>The constants of <see cref="Permissions"/>, readable at run time.</summary>
public static class PermissionCatalogue
{
    private static readonly FrozenDictionary<string, Permission> ByKey = typeof(Permissions)
        .GetNestedTypes()
        .SelectMany(area => area.GetFields().Select(field => Read(area, field)))
        .ToFrozenDictionary(permission => permission.Key);

    public static IReadOnlyList<Permission> All { get; } = [.. ByKey.Values.OrderBy(permission => permission.Key, StringComparer.Ordinal)];

    /// <summary>Group by group, as the source lists them.</summary>
    public static IReadOnlyList<IGrouping<string, Permission>> Areas { get; } =
        [.. typeof(Permissions).GetNestedTypes().SelectMany(area => area.GetFields().Select(field => Read(area, field))).GroupBy(permission => permission.Area)];

    /// <summary>What an API key may hold at most.</summary>
    public static FrozenSet<string> ForApiKeys { get; } =
        All.Where(permission => !permission.PeopleOnly).Select(permission => permission.Key).ToFrozenSet();

    public static bool Contains(string? key) => key is not null && ByKey.ContainsKey(key);

    public static Permission? Find(string key) => ByKey.GetValueOrDefault(key);

    private static Permission Read(Type area, FieldInfo field)
    {
        var about = field.GetCustomAttribute<PermissionAttribute>()!;
        return new(
            (string)field.GetRawConstantValue()!, about.Title, area.GetCustomAttribute<PermissionAreaAttribute>()!.Title,
            about.PeopleOnly, about.OwnersOnly, about.Resource, about.Narrowings);
    }
}

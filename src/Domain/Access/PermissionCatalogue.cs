using System.Collections.Frozen;
using System.Reflection;

namespace Financbase.Domain.Access;

/// <summary>What a permission is called and who may hold it.</summary>
/// <param name="Key"><c>area:verb</c>, e.g. <c>banking:import</c>.</param>
/// <param name="Title">What it allows, in words for people.</param>
/// <param name="PeopleOnly">True when no API key may ever hold it.</param>
public sealed record Permission(string Key, string Title, bool PeopleOnly);

/// <summary>The constants of <see cref="Permissions"/>, readable at run time.</summary>
public static class PermissionCatalogue
{
    private static readonly FrozenDictionary<string, Permission> ByKey = typeof(Permissions)
        .GetNestedTypes()
        .SelectMany(area => area.GetFields())
        .Select(field => (Key: (string)field.GetRawConstantValue()!, About: field.GetCustomAttribute<PermissionAttribute>()!))
        .ToFrozenDictionary(entry => entry.Key, entry => new Permission(entry.Key, entry.About.Title, entry.About.PeopleOnly));

    public static IReadOnlyList<Permission> All { get; } = [.. ByKey.Values.OrderBy(permission => permission.Key, StringComparer.Ordinal)];

    /// <summary>What an API key may hold at most.</summary>
    public static FrozenSet<string> ForApiKeys { get; } =
        All.Where(permission => !permission.PeopleOnly).Select(permission => permission.Key).ToFrozenSet();

    public static bool Contains(string key) => ByKey.ContainsKey(key);
}

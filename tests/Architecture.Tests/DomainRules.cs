using System.Reflection;
using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;

namespace Financbase.Architecture.Tests;

internal static partial class DomainRules
{
    public static IEnumerable<Type> Aggregates(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(AggregateRoot)));

    public static IEnumerable<string> OpenSetters(Assembly assembly) => Aggregates(assembly)
        .SelectMany(type => type.GetProperties())
        .Where(property => property.SetMethod is { IsPublic: true })
        .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

    public static IEnumerable<string> Homeless(Assembly assembly) => Aggregates(assembly)
        .Where(type => type.IsAssignableTo(typeof(IOrganizationOwned)) == type.IsAssignableTo(typeof(IShared)))
        .Select(type => type.Name);

    public static IEnumerable<string> Dumps(Assembly assembly) => assembly.Written()
        .Where(type => DumpName().IsMatch(type.Name))
        .Select(type => type.Name);

    // "TagHelper" is ASP.NET Core's own word for an element that the server draws.
    [GeneratedRegex("(?<!Tag)(Manager|Helper|Helpers|Util|Utils|Utilities)(`[0-9]+)?$")]
    private static partial Regex DumpName();
}

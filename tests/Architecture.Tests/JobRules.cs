using System.Reflection;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Jobs;

namespace Financbase.Architecture.Tests;

internal static class JobRules
{
    /// <summary>What Hangfire may call: public methods that end with a token, in a namespace of jobs.</summary>
    public static IEnumerable<MethodInfo> Jobs(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsPublic && type.Namespace?.EndsWith(".Jobs", StringComparison.Ordinal) == true)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == typeof(Task) && method.GetParameters().LastOrDefault()?.ParameterType == typeof(CancellationToken));

    public static IEnumerable<string> Unplaced(Assembly assembly) => Jobs(assembly)
        .Where(method => method.DeclaringType!.IsDefined(typeof(PlatformJobAttribute))
            == (method.GetParameters()[0].ParameterType == typeof(OrganizationId)))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
}

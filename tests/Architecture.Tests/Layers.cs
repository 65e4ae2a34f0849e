using System.Reflection;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;

namespace Financbase.Architecture.Tests;

internal static class Layers
{
    public static Assembly Domain { get; } = typeof(Money).Assembly;

    public static Assembly Application { get; } = typeof(ICommand).Assembly;

    public static Assembly Infrastructure { get; } = typeof(FinancbaseDbContext).Assembly;

    public static Assembly Web { get; } = typeof(Program).Assembly;

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Application, Infrastructure, Web];

    /// <summary>Types that a person wrote.</summary>
    public static IEnumerable<Type> Written(this Assembly assembly) => assembly.GetTypes().Where(type =>
        !type.Name.Contains('<') && type.Namespace?.StartsWith("Financbase", StringComparison.Ordinal) == true
        && !type.Namespace.EndsWith(".Migrations", StringComparison.Ordinal));

    /// <summary>Selects something, or the rule would pass by looking at nothing.</summary>
    public static IReadOnlyList<T> Some<T>(this IEnumerable<T> selection)
    {
        T[] selected = [.. selection];
        selected.ShouldNotBeEmpty();
        return selected;
    }
}

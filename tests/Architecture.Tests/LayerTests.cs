using System.Reflection;
using NetArchTest.Rules;

namespace Financbase.Architecture.Tests;

public sealed class LayerTests
{
    [Test]
    public void Domain_refers_to_nothing_but_the_framework() =>
        References(Layers.Domain).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal) || name == "netstandard");

    [Test]
    public void Application_refers_to_domain_and_its_few_libraries_only() =>
        References(Layers.Application).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).ShouldBeSubsetOf(
        [
            "Financbase.Domain", "MediatR", "FluentValidation", "FluentValidation.DependencyInjectionExtensions", "Mapster",
            "Mapster.Core", "Scrutor", "Cronos", "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
        ]);

    [Test]
    public void Infrastructure_does_not_know_the_web() =>
        References(Layers.Infrastructure).ShouldNotContain("Financbase.Web");

    [TestCase("Microsoft.EntityFrameworkCore")]
    [TestCase("Npgsql")]
    [TestCase("Microsoft.AspNetCore")]
    [TestCase("Hangfire")]
    public void Domain_and_application_types_depend_on_no(string technology)
    {
        var types = Types.InAssemblies([Layers.Domain, Layers.Application]);
        types.GetTypes().Some();

        types.ShouldNot().HaveDependencyOn(technology).GetResult().FailingTypeNames.ShouldBeNull();
    }

    [Test]
    public void The_reference_check_can_fail() =>
        References(typeof(LayerTests).Assembly).ShouldContain("Financbase.Web");

    private static IReadOnlyList<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Some();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;

namespace Financbase.Architecture.Tests;

public sealed partial class DomainTests
{
    [Test]
    public void Aggregates_are_changed_by_verbs_not_by_setters()
    {
        DomainRules.Aggregates(Layers.Domain).Some();
        DomainRules.OpenSetters(Layers.Domain).ShouldBeEmpty();
    }

    [Test]
    public void Every_aggregate_is_owned_by_an_organization_or_shared() =>
        DomainRules.Homeless(Layers.Domain).ShouldBeEmpty();

    [Test]
    public void No_type_is_a_dump() => Layers.All.SelectMany(DomainRules.Dumps).ShouldBeEmpty();

    [Test]
    public void The_rules_find_the_canaries()
    {
        var here = typeof(DomainTests).Assembly;

        DomainRules.OpenSetters(here).ShouldBe(["CanaryManager.Name"]);
        DomainRules.Homeless(here).ShouldBe(["CanaryManager"]);
        DomainRules.Dumps(here).ShouldBe(["CanaryManager"]);
    }

    [Test]
    public void Every_stored_entity_is_declared_owned_or_shared_and_the_model_agrees()
    {
        using var context = DesignTime.Create("Host=localhost");
        var entities = context.Model.GetEntityTypes().Where(type => type.ClrType.Namespace!.StartsWith("Financbase", StringComparison.Ordinal)).Some();

        entities
            .Where(type => type.ClrType.IsAssignableTo(typeof(IOrganizationOwned)) != type.IsMultiTenant()
                || type.IsMultiTenant() == type.ClrType.IsAssignableTo(typeof(IShared)))
            .Select(type => type.Name)
            .ShouldBeEmpty();
    }

    [Test]
    public void Every_event_has_a_public_name_of_the_agreed_form_and_is_listed_once()
    {
        var records = Layers.Domain.GetTypes().Where(type => !type.IsInterface && type.IsAssignableTo(typeof(IDomainEvent))).Some();

        records.Except(EventCatalogue.All.Select(type => type.Data)).Select(type => type.Name).ShouldBeEmpty();
        EventCatalogue.All.Select(type => type.Name).ShouldBeUnique();
        EventCatalogue.All.Select(type => type.Name).ShouldAllBe(name => EventName().IsMatch(name));
    }

    [Test]
    public void Every_event_has_an_example_that_fits_its_schema() => EventCatalogue.All.Where(type =>
    {
        var example = JsonSerializer.SerializeToElement(EventExamples.Of(type), type.Data, WireJson.Options);
        var described = EventSchema.Of(type).GetProperty("properties").EnumerateObject().Select(member => member.Name);
        return !described.Order(StringComparer.Ordinal).SequenceEqual(
            example.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }).Select(type => type.Name).ShouldBeEmpty();

    [Test]
    public void Every_job_says_for_which_organization_it_works_or_that_it_works_for_the_platform()
    {
        JobRules.Jobs(Layers.Infrastructure).Some();
        JobRules.Unplaced(Layers.Infrastructure).ShouldBeEmpty();
        JobRules.Unplaced(typeof(DomainTests).Assembly).ShouldBe(["UnplacedJobs.SweepAsync"]);
    }

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$")]
    private static partial Regex EventName();
}

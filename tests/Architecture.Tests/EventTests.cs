using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows;

namespace Financbase.Architecture.Tests;

/// <summary>Who may not see a bank account or a workflow is not shown its events: these must say whose they are, where they are looked for.</summary>
public sealed class EventTests
{
    [Test]
    public void An_event_about_a_bank_account_names_it_in_one_way() => EventCatalogue.All
        .Where(type => type.Data.Namespace == typeof(BankAccount).Namespace || Names(type.Data, typeof(BankAccountId)).Any())
        .Some()
        .Where(type => !Names(type.Data, typeof(BankAccountId)).SequenceEqual(["BankAccountId"]))
        .ShouldBeEmpty();

    [Test]
    public void An_event_about_a_workflow_names_it_in_one_of_two_ways() => EventCatalogue.All
        .Where(type => type.Data.Namespace == typeof(Workflow).Namespace || Names(type.Data, typeof(WorkflowId)).Any())
        .Some()
        .Where(type => !Names(type.Data, typeof(WorkflowId)).SequenceEqual(type.Name.StartsWith("workflow.", StringComparison.Ordinal) && type.Data.GetProperty("WorkflowId") is null ? ["Id"] : ["WorkflowId"]))
        .ShouldBeEmpty();

    [Test]
    public void An_event_but_an_organizations_own_says_with_which_permission_its_subject_is_seen() => EventCatalogue.All
        .Where(type => type.Permission is { } permission ? !PermissionCatalogue.Contains(permission) : type.Data != typeof(CustomEvent))
        .ShouldBeEmpty();

    private static IEnumerable<string> Names(Type data, Type id) => data.GetProperties()
        .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == id)
        .Select(property => property.Name);
}

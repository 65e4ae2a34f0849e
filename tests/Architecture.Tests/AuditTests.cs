using System.Reflection;
using System.Text.RegularExpressions;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Financbase.Architecture.Tests;

/// <summary>Nothing is changed without leaving a row in the audit log, and nothing secret gets into one.</summary>
public sealed partial class AuditTests
{
    // Each for the reason that its mark gives. A command of an organization's own things does not belong here.
    private static readonly string[] NotAudited =
    [
        "ChangePassword", "ConfirmEmailChange", "ConfirmSignUp", "CreateUser", "EndMySessions", "MarkMyNotificationsRead",
        "MarkNotificationsRead", "NoteInvoiceView", "RecordMetric", "RequestEmailChange", "RequestPasswordReset", "RequestSignUp", "ResetPassword", "SignIn", "SignOut", "TellBudgets", "TellDueBills", "TellLedgerFaults", "TellOverdueInvoices",
    ];

    [Test]
    public void Every_command_says_what_the_audit_log_makes_of_it() =>
        Unmarked(Layers.Application).ShouldBeEmpty("Give the command [Audited(\"kind.verb\", \"Did something\")].");

    [Test]
    public void Only_these_commands_leave_no_row() => Commands(Layers.Application)
        .Where(command => command.GetCustomAttribute<AuditMarkAttribute>() is NotAuditedAttribute)
        .Select(command => command.Name).Order().ShouldBe(NotAudited);

    [Test]
    public void An_action_has_a_stable_name_of_its_own()
    {
        AuditActions.All.Count.ShouldBeGreaterThan(20);
        AuditActions.All.Select(action => action.Name).ShouldBeUnique();
        AuditActions.All.Where(action => !ActionName().IsMatch(action.Name) || action.Words.Length < 8).ShouldBeEmpty();
    }

    [Test]
    public void The_rules_find_the_canaries()
    {
        var here = typeof(AuditTests).Assembly;
        Unmarked(here).ShouldBe(["UnauditedCanary"]);
        Commands(here).Select(command => command.GetCustomAttribute<AuditedAttribute>()?.Action)
            .Intersect(AuditActions.All.Select(action => action.Name)).ShouldBe(["bank_account.open"]);
    }

    [Test]
    public void Every_aggregate_says_how_the_audit_log_calls_it() => Entities()
        .Where(type => type.AuditKind() is null == type.NotAuditedReason() is null)
        .Select(type => type.ClrType.Name)
        .ShouldBeEmpty("Say IsAudited(\"kind\") or IsNotAudited(\"why\") in the entity’s configuration.");

    [Test]
    public void Every_text_of_an_audited_entity_is_declared_shown_or_hidden() => Entities()
        .Where(type => type.AuditKind() is not null)
        .SelectMany(type => type.GetProperties())
        .Where(property => AuditDiff.IsTold(property, []) && !property.IsShadowProperty() && !property.IsClassified())
        .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}")
        .ShouldBeEmpty("Say IsShownInAudit() or IsHiddenInAudit() beside the property’s configuration.");

    [Test]
    public void What_is_stored_sealed_is_hidden_whatever_is_said()
    {
        var types = Entities().SelectMany(type => type.GetProperties()).Where(property => property.Name.EndsWith("_sealed", StringComparison.Ordinal)).Some();
        types.Where(property => property.IsShown()).ShouldBeEmpty();
    }

    private static IReadOnlyList<IEntityType> Entities() => DesignTime.Create("Host=localhost").Model.GetEntityTypes()
        .Where(type => type.ClrType.IsAssignableTo(typeof(AggregateRoot)) || type.ClrType.IsAssignableTo(typeof(IOrganizationOwned)))
        .Some();

    private static IEnumerable<Type> Commands(Assembly assembly) =>
        RequestRules.Requests(assembly).Where(request => request.IsAssignableTo(typeof(ICommand)));

    private static IEnumerable<string> Unmarked(Assembly assembly) => Commands(assembly)
        .Where(command => command.GetCustomAttributes<AuditMarkAttribute>().Count() != 1)
        .Select(command => command.Name);

    [GeneratedRegex("^[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*$")]
    private static partial Regex ActionName();
}

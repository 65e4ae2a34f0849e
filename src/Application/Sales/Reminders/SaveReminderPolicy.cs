using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Reminders;

/// <summary>When and with which words customers are reminded; without a policy of the organization's own, what we suggest, not active.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetReminderPolicy : IQuery<ReminderPolicyView>;

/// <param name="IsActive">Reminders are sent.</param>
/// <param name="ActiveSince">Since which day; what was due for a reminder before is not made up for.</param>
/// <param name="Stages">By days.</param>
public sealed record ReminderPolicyView(bool IsActive, DateOnly? ActiveSince, IReadOnlyList<ReminderStage> Stages);

internal sealed class GetReminderPolicyHandler(ReminderDesk desk) : IHandler<GetReminderPolicy, ReminderPolicyView>
{
    public async Task<Result<ReminderPolicyView>> Handle(GetReminderPolicy request, CancellationToken cancellationToken) =>
        await desk.FindAsync(cancellationToken) is { } policy
            ? new ReminderPolicyView(policy.IsActive, policy.ActiveSince, policy.Stages)
            : new ReminderPolicyView(false, null, ReminderPolicy.Suggested);
}

/// <summary>Says when and with which words customers are reminded. To have mails sent takes the right to send invoices as well.</summary>
/// <param name="IsActive">Send them, from today on.</param>
/// <param name="Stages">10 at most; texts in Liquid name <c>customer</c>, <c>number</c>, <c>due</c>, <c>open</c>, <c>total</c>, <c>days</c> and <c>organization</c>.</param>
[RequirePermission(Permissions.Organization.Manage)]
[Audited("reminder_policy.change", "Changed when customers are reminded")]
public sealed record SaveReminderPolicy(bool IsActive, IReadOnlyList<ReminderStage> Stages) : ICommand<Done>;

internal sealed class SaveReminderPolicyHandler(
    IRepository<ReminderPolicy> policies, ReminderDesk desk, IReminderTexts texts, InvoiceDrafting drafting, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<SaveReminderPolicy, Done>
{
    public async Task<Result<Done>> Handle(SaveReminderPolicy command, CancellationToken cancellationToken)
    {
        if (!principal.Current.Rights.Decide(Permissions.Invoices.Send, null).IsAllowed())
            return Error.Forbidden(Permissions.Invoices.Send);
        if (command.Stages.Select(Refuse).FirstOrDefault(refusal => refusal is not null) is { } wrong)
            return wrong;

        var today = await drafting.TodayAsync(cancellationToken);
        if (await desk.FindAsync(cancellationToken) is { } policy)
            policy.Say(command.IsActive, command.Stages, today);
        else
            policies.Add(ReminderPolicy.Of(tenant.OrganizationId, command.IsActive, command.Stages, today));
        return new Done();
    }

    private Error? Refuse(ReminderStage stage, int place) =>
        stage is null ? Error.Validation($"stages[{place}]", "Required.")
        : texts.Refuse(stage.Subject ?? "") is { } subject ? Error.Validation($"stages[{place}].subject", subject)
        : texts.Refuse(stage.Body ?? "") is { } body ? Error.Validation($"stages[{place}].body", body)
        : null;
}

/// <summary>The organization's one policy.</summary>
internal sealed class ReminderDesk(IReadRepository<ReminderPolicy> policies)
{
    public Task<ReminderPolicy?> FindAsync(CancellationToken ct) => policies.FindAsync(new TheOne(), ct);

    private sealed class TheOne : SingleResultSpecification<ReminderPolicy>;
}

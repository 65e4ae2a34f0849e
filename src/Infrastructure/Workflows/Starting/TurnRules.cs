using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Workflows.Plans;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>Works out the key by which executions of a version take turns.</summary>
internal sealed class TurnRules(PlanCache plans, OrganizationFacts organizations, TimeProvider clock)
{
    /// <summary>Null when the workflow does not take turns.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException">The key did not work out.</exception>
    public async ValueTask<Turn?> OfAsync(
        OrganizationId organization, WorkflowId workflow, int version, TriggerInput trigger, CancellationToken ct)
    {
        if ((await plans.GetAsync(organization, workflow, version, ct)).Concurrency is not { } rule)
        {
            return null;
        }

        var facts = await organizations.GetAsync(organization, ct);
        return new Turn(rule.KeyOf(trigger, facts, clock.GetUtcNow()), rule.Most, rule.WhenFull);
    }
}

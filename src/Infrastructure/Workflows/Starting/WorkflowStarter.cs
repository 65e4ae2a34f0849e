using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

internal sealed class WorkflowStarter(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, ICausation causation, TurnRules turns, StartQuotas quotas, CommittedWork committed,
    IAuditNotes notes, ICurrentPrincipal principal) : IWorkflowStarter
{
    public async Task<WorkflowExecutionId?> StartAsync(WorkflowStart start, CancellationToken ct)
    {
        if (start.Input.GetRawText().Length > Limits.PayloadBytes)
        {
            throw new DomainException(WorkflowsErrors.PayloadTooLarge);
        }

        var trigger = new TriggerInput(start.Input);
        var execution = new NewExecution(
            tenant.OrganizationId, start.WorkflowId, start.Version, trigger, start.Source,
            causation.Cause.And(principal.Current.UserId), start.DedupeKey)
        {
            Turn = await turns.OfAsync(tenant.OrganizationId, start.WorkflowId, start.Version, trigger, ct),
            Correlation = start.Correlation,
        };
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var booked = await quotas.BookAsync([execution], connection, ct);
        if (booked.Refused is [var (_, reached)])
        {
            throw new DomainException(reached.Error);
        }

        committed.Wake(WorkflowChannels.Ready);
        if (booked.Ids is not [var id])
            return null;

        notes.Tell("executionId", id.ToString());
        return id;
    }
}

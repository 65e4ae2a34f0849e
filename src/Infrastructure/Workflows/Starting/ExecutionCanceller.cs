using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

internal sealed class ExecutionCanceller(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, CommittedWork committed, IAuditNotes notes) : IExecutionCanceller
{
    public async Task<CancelOutcome> CancelAsync(WorkflowExecutionId id, CancellationToken ct)
    {
        var before = await ExecutionEnd.CancelAsync(tenant.OrganizationId, id, (NpgsqlConnection)context.Database.GetDbConnection(), ct);
        if (before is null)
        {
            return CancelOutcome.NotFound;
        }

        if (before is "succeeded" or "failed" or "cancelled")
        {
            return CancelOutcome.AlreadyEnded;
        }

        committed.Wake(WorkflowChannels.Ready);
        committed.Wake(WorkflowChannels.History);
        notes.Tell("statusBefore", before);
        return CancelOutcome.Cancelled;
    }
}

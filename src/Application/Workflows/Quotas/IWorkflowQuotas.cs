namespace Financbase.Application.Workflows.Quotas;

/// <summary>Quotas of the current organization.</summary>
public interface IWorkflowQuotas
{
    Task<QuotasInUse> ReadAsync(CancellationToken ct);

    Task SetAsync(QuotaChange executionsPerDay, QuotaChange unfinished, CancellationToken ct);
}

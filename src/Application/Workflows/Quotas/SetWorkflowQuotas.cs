using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Workflows.Quotas;

/// <summary>Gives the current organization quotas of its own in place of the installation's: the operator's way.</summary>
/// <param name="ExecutionsPerDay">How many may begin within a day (UTC).</param>
/// <param name="Unfinished">How many may be under way, waits included.</param>
[PlatformOnly]
[Audited("workflow.set_quotas", "Set quotas of the organization's workflows")]
public sealed record SetWorkflowQuotas(QuotaChange ExecutionsPerDay, QuotaChange Unfinished) : ICommand<Done>;

/// <param name="IsChange">False leaves the quota as it is.</param>
/// <param name="Value">0 sets no bound; null is as the installation says.</param>
public readonly record struct QuotaChange(bool IsChange, long? Value)
{
    public static QuotaChange None => default;

    public static QuotaChange ToInstallation => new(IsChange: true, null);

    public static QuotaChange To(long quota) => new(IsChange: true, quota);
}

internal sealed class SetWorkflowQuotasHandler(IWorkflowQuotas quotas, IAuditNotes notes) : IHandler<SetWorkflowQuotas, Done>
{
    public async Task<Result<Done>> Handle(SetWorkflowQuotas request, CancellationToken cancellationToken)
    {
        if (request.ExecutionsPerDay.Value < 0 || request.Unfinished.Value < 0)
            return Error.Validation("quota", "A quota is a whole number, or 0 for none.");
        await quotas.SetAsync(request.ExecutionsPerDay, request.Unfinished, cancellationToken);
        Tell("executionsPerDay", request.ExecutionsPerDay);
        Tell("unfinished", request.Unfinished);
        return default(Done);
    }

    private void Tell(string name, QuotaChange change)
    {
        if (change.IsChange)
            notes.Tell(name, change.Value switch { null => "as the installation says", 0 => "none", { } number => $"{number}" });
    }
}

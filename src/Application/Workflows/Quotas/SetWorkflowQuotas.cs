using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Workflows.Quotas;

/// <summary>Gives the current organization quotas of its own in place of the installation's: the operator's way.</summary>
/// <param name="ExecutionsPerDay">How many may begin within a day (UTC); 0 sets no bound, null is as the installation says.</param>
/// <param name="Unfinished">How many may be under way, waits included; 0 sets no bound, null is as the installation says.</param>
[PlatformOnly]
[Audited("workflow.set_quotas", "Set quotas of the organization's workflows")]
public sealed record SetWorkflowQuotas(long? ExecutionsPerDay, long? Unfinished) : ICommand<Done>;

/// <summary>Quotas of the current organization.</summary>
public interface IWorkflowQuotas
{
    Task SetAsync(long? executionsPerDay, long? unfinished, CancellationToken ct);
}

internal sealed class SetWorkflowQuotasHandler(IWorkflowQuotas quotas, IAuditNotes notes) : IHandler<SetWorkflowQuotas, Done>
{
    public async Task<Result<Done>> Handle(SetWorkflowQuotas request, CancellationToken cancellationToken)
    {
        if (request.ExecutionsPerDay < 0 || request.Unfinished < 0)
            return Error.Validation("quota", "A quota is a whole number, or 0 for none.");
        await quotas.SetAsync(request.ExecutionsPerDay, request.Unfinished, cancellationToken);
        notes.Tell("executionsPerDay", Word(request.ExecutionsPerDay));
        notes.Tell("unfinished", Word(request.Unfinished));
        return default(Done);
    }

    private static string Word(long? quota) => quota switch { null => "as the installation says", 0 => "none", { } number => $"{number}" };
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Gives up a reconciliation that is open.</summary>
[RequirePermission(Permissions.Banking.Reconcile)]
[Audited("reconciliation.delete", "Gave up a reconciliation")]
public sealed record DeleteReconciliation(ReconciliationId Id) : ICommand<Done>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class DeleteReconciliationHandler(ReconciliationDesk desk, IRepository<Reconciliation> rows) : IHandler<DeleteReconciliation, Done>
{
    public async Task<Result<Done>> Handle(DeleteReconciliation command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Reconcile, cancellationToken) is not var (row, _))
            return Error.NotFound("reconciliation");
        if (row.State == ReconciliationState.Completed)
            return BankingErrors.ReconciliationComplete;

        rows.Remove(row);
        return new Done();
    }
}

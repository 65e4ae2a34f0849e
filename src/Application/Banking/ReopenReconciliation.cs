using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Opens the latest reconciliation of an account again: its lines can be taken back.</summary>
[RequirePermission(Permissions.Banking.Reconcile)]
[Audited("reconciliation.reopen", "Opened a reconciliation again")]
public sealed record ReopenReconciliation(ReconciliationId Id) : ICommand<Done>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class ReopenReconciliationHandler(ReconciliationDesk desk, IReconciliations reconciliations, ILedger ledger) : IHandler<ReopenReconciliation, Done>
{
    public async Task<Result<Done>> Handle(ReopenReconciliation command, CancellationToken cancellationToken)
    {
        await ledger.HoldAsync(cancellationToken);
        if (await desk.FindAsync(command.Id, Permissions.Banking.Reconcile, cancellationToken) is not var (row, account))
            return Error.NotFound("reconciliation");
        if (row.State == ReconciliationState.Open)
            return new Done();
        if (await reconciliations.FindLastDayAsync(account.Id, cancellationToken) > row.Through)
            return BankingErrors.LaterReconciliation;

        row.Reopen();
        await reconciliations.ReleaseAsync(row.Id, cancellationToken);
        return new Done();
    }
}

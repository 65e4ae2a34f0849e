using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Fixes the lines of a reconciliation if bank and books agree and no line is left. If not, it stays open, and its answer says what
/// is missing.
/// </summary>
[RequirePermission(Permissions.Banking.Reconcile)]
[Audited("reconciliation.complete", "Completed a reconciliation")]
public sealed record CompleteReconciliation(ReconciliationId Id) : ICommand<ReconciliationView>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class CompleteReconciliationHandler(
    ReconciliationDesk desk, IReconciliations reconciliations, ILedger ledger, TimeProvider clock) : IHandler<CompleteReconciliation, ReconciliationView>
{
    public async Task<Result<ReconciliationView>> Handle(CompleteReconciliation command, CancellationToken cancellationToken)
    {
        // Nobody posts or takes back meanwhile: what is compared is what is fixed.
        await ledger.HoldAsync(cancellationToken);
        if (await desk.FindAsync(command.Id, Permissions.Banking.Reconcile, cancellationToken) is not var (row, account))
            return Error.NotFound("reconciliation");
        if (account.LedgerAccountId is not { } ledgerAccount)
            return BankingErrors.NoLedgerAccount;

        var found = await reconciliations.CompareAsync(account, ledgerAccount, row.Through, cancellationToken);
        if (row.Complete(found.Books, found.Open, found.Posted, clock.GetUtcNow()))
            await reconciliations.FixAsync(row.Id, account.Id, row.Through, cancellationToken);
        return new ReconciliationView(
            row.Id, account.Id, row.Through, row.State, row.ClosingBalance, found.Books, row.ClosingBalance - found.Books, found.Open, found.Posted,
            row.CompletedAt);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Begins to compare a bank account with the books. One at a time for each account, and always a later day than before.</summary>
/// <param name="BankAccountId">One that an account of the chart stands for.</param>
/// <param name="Through">The last day of the statement.</param>
/// <param name="ClosingBalance">What the bank says the account holds at the end of that day, in its currency.</param>
[RequirePermission(Permissions.Banking.Reconcile)]
[Audited("reconciliation.start", "Began a reconciliation")]
public sealed record StartReconciliation(BankAccountId BankAccountId, DateOnly Through, decimal ClosingBalance) : ICommand<StartedReconciliation>, IOnBankAccount;

public sealed record StartedReconciliation(ReconciliationId Id);

internal sealed class StartReconciliationHandler(
    IRepository<Reconciliation> rows, IRepository<BankAccount> banks, IReconciliations reconciliations, IBankLines lines, TimeProvider clock)
    : IHandler<StartReconciliation, StartedReconciliation>
{
    public async Task<Result<StartedReconciliation>> Handle(StartReconciliation command, CancellationToken cancellationToken)
    {
        await lines.LockAsync(command.BankAccountId, cancellationToken);
        if (await banks.FindAsync(command.BankAccountId, cancellationToken) is not { } account)
            return Error.NotFound("bank account");
        if (account.LedgerAccountId is null)
            return BankingErrors.NoLedgerAccount;
        if (await reconciliations.IsOneOpenAsync(account.Id, cancellationToken))
            return BankingErrors.ReconciliationUnderWay;
        if (await reconciliations.FindLastDayAsync(account.Id, cancellationToken) is { } last && command.Through <= last)
            return BankingErrors.ReconciledAlready;

        var started = Reconciliation.Start(account, command.Through, Money.FromAmount(command.ClosingBalance, account.Currency), clock.GetUtcNow());
        rows.Add(started);
        return new StartedReconciliation(started.Id);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <param name="Id">The reconciliation.</param>
/// <param name="BankAccountId">Which bank account.</param>
/// <param name="Through">The last day that is compared.</param>
/// <param name="State">Whether it is completed.</param>
/// <param name="ClosingBalance">What the bank says.</param>
/// <param name="Books">What the account that stands for it holds on that day, by the books as they are now; for a foreign account in its own currency.</param>
/// <param name="Difference">Bank less books. Of a completed one it was zero: what is there now was posted to the account by hand since.</param>
/// <param name="OpenLines">Lines up to that day that are neither posted nor excluded; none of a completed one.</param>
/// <param name="Lines">Lines that are, or would be, reconciled by it.</param>
/// <param name="CompletedAt">When it was completed.</param>
public sealed record ReconciliationView(
    ReconciliationId Id, BankAccountId BankAccountId, DateOnly Through, ReconciliationState State, Money ClosingBalance, Money Books, Money Difference,
    int OpenLines, int Lines, DateTimeOffset? CompletedAt);

/// <param name="Books">The balance of the account that stands for the bank account, in the bank account's currency.</param>
/// <param name="Open">Lines neither posted nor excluded.</param>
/// <param name="Posted">Lines that are posted and not reconciled yet.</param>
public sealed record BankComparison(Money Books, int Open, int Posted);

/// <summary>Reads and marks what reconciliations are about, in the current transaction.</summary>
public interface IReconciliations
{
    Task<BankComparison> CompareAsync(BankAccount account, AccountId ledgerAccount, DateOnly through, CancellationToken ct);

    /// <summary>Fixes the posted lines up to that day; answers how many.</summary>
    Task<int> FixAsync(ReconciliationId id, BankAccountId account, DateOnly through, CancellationToken ct);

    /// <summary>Lets go of the lines that this reconciliation fixed.</summary>
    Task ReleaseAsync(ReconciliationId id, CancellationToken ct);

    Task<Paging.Page<ReconciliationView>> ListAsync(
        Domain.Access.Reach reach, BankAccountId? account, ReconciliationState? state, Paging.PageRequest page, CancellationToken ct);

    Task<ReconciliationView?> FindAsync(Domain.Access.Reach reach, ReconciliationId id, CancellationToken ct);

    /// <summary>The last day of the latest one of the account; of completed ones only, or of any.</summary>
    Task<DateOnly?> FindLastDayAsync(BankAccountId account, CancellationToken ct);

    Task<bool> IsOneOpenAsync(BankAccountId account, CancellationToken ct);
}

internal sealed class ReconciliationDesk(IRepository<Reconciliation> rows, IRepository<BankAccount> banks, ICurrentPrincipal principal)
{
    /// <summary>The reconciliation with its account, if the caller may do this to the account.</summary>
    public async Task<(Reconciliation Row, BankAccount Account)?> FindAsync(ReconciliationId id, string permission, CancellationToken ct) =>
        await rows.FindAsync(id, ct) is { } row && principal.Current.Rights.Reach(permission).Contains(row.BankAccountId.Value)
            ? (row, (await banks.FindAsync(row.BankAccountId, ct))!)
            : null;
}

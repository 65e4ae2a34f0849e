using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

public enum ReconciliationState
{
    Open,
    Completed,
}

/// <summary>
/// Bank and books are compared through a day: every line up to it is posted or excluded, and the bank's closing balance is the
/// balance of the account that stands for it. While it stands, the lines are fixed.
/// </summary>
public sealed class Reconciliation : AggregateRoot, IOrganizationOwned
{
    private Reconciliation()
    {
    }

    public ReconciliationId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public BankAccountId BankAccountId { get; private init; }

    public DateOnly Through { get; private init; }

    /// <summary>As the bank states it, in the account's currency.</summary>
    public Money ClosingBalance { get; private init; }

    public ReconciliationState State { get; private set; }

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public static Reconciliation Start(BankAccount account, DateOnly through, Money closingBalance, DateTimeOffset now) => new()
    {
        Id = EntityId.New<ReconciliationId>(),
        OrganizationId = account.OrganizationId,
        BankAccountId = account.Id,
        Through = through,
        ClosingBalance = closingBalance,
        StartedAt = now,
    };

    /// <param name="books">What the books say the account holds on that day.</param>
    /// <param name="open">Lines up to that day that are neither posted nor excluded.</param>
    /// <param name="lines">Lines that become reconciled by it.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether bank and books agree. If not, it stays open, and the difference is told.</returns>
    /// <exception cref="DomainException"><c>banking.reconciliation_complete</c>.</exception>
    public bool Complete(Money books, int open, int lines, DateTimeOffset now)
    {
        if (State == ReconciliationState.Completed)
            throw new DomainException(BankingErrors.ReconciliationComplete);

        var difference = ClosingBalance - books;
        if (difference.Minor != 0 || open > 0)
        {
            Raise(new ReconciliationDifferenceFound(Id, BankAccountId, Through, difference, open));
            return false;
        }

        (State, CompletedAt) = (ReconciliationState.Completed, now);
        Raise(new ReconciliationCompleted(Id, BankAccountId, Through, ClosingBalance, lines));
        return true;
    }

    /// <summary>Its lines can be taken back again.</summary>
    public void Reopen() => (State, CompletedAt) = (ReconciliationState.Open, null);
}

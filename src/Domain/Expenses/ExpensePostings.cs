using System.Globalization;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

/// <summary>What an expense comes to in the books.</summary>
public static class ExpensePostings
{
    /// <summary>The tax report knows it by the same kind as that of a bill.</summary>
    public static SourceDocument DocumentOf(Expense expense) => new(JournalEntrySource.Expense, expense.Id.Value, BillPostings.Approval);

    /// <summary>One entry for each time that it is paid back; it is found from the expense.</summary>
    public static SourceDocument DocumentOf(Expense expense, ReimbursementId reimbursement) =>
        new(JournalEntrySource.Expense, expense.Id.Value, string.Create(CultureInfo.InvariantCulture, $"repay-{reimbursement.Value:N}"));

    /// <summary>
    /// Debit the cost without tax and tax receivable with each tax, credit where the money came from: an account of the organization, or what is owed to
    /// staff. That is owed in the base currency alone, so it is no amount in another one.
    /// </summary>
    /// <param name="expense">What was spent.</param>
    /// <param name="accountOf">The organization's account for a role; it throws where none is chosen, and is asked only for what is posted to.</param>
    /// <param name="rate">What one unit of the expense's currency is worth in the base currency; 1 where it is that.</param>
    /// <param name="base">The base currency.</param>
    /// <returns>They add up to zero. None where it is worth nothing in the base currency.</returns>
    public static IReadOnlyList<Posting> Of(Expense expense, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base)
    {
        var credited = expense.MoneyAccountId ?? accountOf(PostingRole.OwedToStaff);
        return
        [
            .. DocumentPostings.Of(
                expense.Totals, [new LinePlace(expense.AccountId, expense.ProjectId)], credited, () => accountOf(PostingRole.TaxReceivable), () => accountOf(PostingRole.Rounding), rate, @base, -1)
                .Select(posting => expense.PersonId is not null && posting.Account == credited ? posting with { Original = null } : posting),
        ];
    }

    /// <summary>Debit what is owed to staff, credit the account that it was paid back from.</summary>
    public static IReadOnlyList<Posting> Of(Money paidBack, AccountId from, Func<PostingRole, AccountId> accountOf) => paidBack.Minor == 0 ? [] :
    [
        new Posting(accountOf(PostingRole.OwedToStaff), paidBack), new Posting(from, -paidBack),
    ];
}

using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Approves expenses and posts them, and what is paid back of them. Everything here is held before.</summary>
internal sealed class ExpensePosting(ILedger ledger, IPostingAccounts postingAccounts, IExchangeRates rates, SettlementBooks entries, IMultiTenantContextAccessor tenant, TimeProvider clock)
{
    private Currency Base => tenant.Tenant!.BaseCurrency;

    /// <param name="expense">One that waits.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="isAlone">Nobody else may decide.</param>
    /// <param name="postedOn">The day of its entry; null for the expense's own. What it is worth goes by the expense's own day in any case.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">What keeps it from being approved or posted.</exception>
    public async Task ApproveAsync(Expense expense, UserId by, bool isAlone, DateOnly? postedOn, CancellationToken ct)
    {
        expense.RequireApprover(by, isAlone);
        var rate = await rates.FindAsync(expense.Currency, expense.SpentOn, ct);
        var chosen = await postingAccounts.ReadAsync(ct);
        var day = postedOn ?? expense.SpentOn;
        var postings = ExpensePostings.Of(expense, role => chosen[role], rate, Base);
        expense.Approve(by, isAlone, ExchangeRate.Convert(expense.Gross, rate, Base), day, clock.GetUtcNow());
        if (postings.Count > 0)
            await ledger.PostAsync(JournalEntry.Of(ExpensePostings.DocumentOf(expense), day, Memo("Expense:", expense), postings), ct);
    }

    /// <param name="expense">One that is owed to somebody.</param>
    /// <param name="amount">How much, in major units of the base currency; null for all that is owed.</param>
    /// <param name="date">The day of the entry.</param>
    /// <param name="from">Where the money comes from.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">What keeps it from being paid back or posted.</exception>
    public async Task<Reimbursement> ReimburseAsync(Expense expense, decimal? amount, DateOnly date, AccountId from, CancellationToken ct)
    {
        var part = expense.Reimburse(amount is { } some ? Money.FromAmount(some, Base) : null, date, Base);
        var chosen = await postingAccounts.ReadAsync(ct);
        if (from == chosen.Find(PostingRole.OwedToStaff))
            throw new DomainException(ExpensesErrors.AccountNotForMoney);

        var postings = ExpensePostings.Of(new Money(part.AmountMinor, Base), from, role => chosen[role]);
        if (postings.Count > 0)
            await ledger.PostAsync(JournalEntry.Of(ExpensePostings.DocumentOf(expense, part.Id), date, Memo("Paid back:", expense), postings), ct);
        return part;
    }

    /// <summary>Reverses the entry of paying some of it back; that is owed again.</summary>
    /// <exception cref="DomainException"><c>expenses.not_reimbursed</c>, and what keeps the entry from being reversed.</exception>
    public async Task OweAgainAsync(Expense expense, ReimbursementId? id, DateOnly? date, CancellationToken ct)
    {
        var part = expense.PartOf(id);
        await entries.ReverseAsync(ExpensePostings.DocumentOf(expense, part.Id), date, Memo("Not paid back:", expense), ct);
        expense.OweAgain(part, Base);
    }

    /// <summary>Takes it back, with its entry where it has one.</summary>
    /// <exception cref="DomainException">What keeps it from being voided, or its entry from being reversed.</exception>
    public async Task VoidAsync(Expense expense, DateOnly? date, string? reason, CancellationToken ct)
    {
        expense.Void(reason);
        await entries.ReverseAsync(ExpensePostings.DocumentOf(expense), date, Memo("Void:", expense), ct);
    }

    private static string Memo(string what, Expense expense)
    {
        var memo = expense.Purpose is { } purpose ? $"{what} {expense.Payee}, {purpose}" : $"{what} {expense.Payee}";
        return memo.Length <= JournalEntry.LongestMemo ? memo : memo[..JournalEntry.LongestMemo];
    }
}

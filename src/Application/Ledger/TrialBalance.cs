using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="AsOf">At the end of this day.</param>
/// <param name="Rows">By code.</param>
/// <param name="Totals">Of all rows; debit and credit are the same.</param>
/// <param name="Basis">When invoices and bills count.</param>
/// <param name="ComparedAsOf">The earlier day beside it; null where there is none.</param>
/// <param name="ComparedTotals">Of all rows on that day.</param>
public sealed record TrialBalance(
    DateOnly AsOf, IReadOnlyList<TrialBalanceRow> Rows, TrialBalanceTotals Totals, Basis Basis = Basis.Accrual, DateOnly? ComparedAsOf = null, TrialBalanceTotals? ComparedTotals = null)
{
    /// <summary>Every account that was posted to up to the earlier day has a row here as well.</summary>
    internal TrialBalance Beside(TrialBalance earlier)
    {
        var then = earlier.Rows.ToDictionary(row => row.Account.Id, row => new TrialBalanceTotals(row.Debit, row.Credit));
        var nothing = Money.Zero(Totals.Debit.Currency);
        return this with
        {
            Rows = [.. Rows.Select(row => row with { Compared = then.GetValueOrDefault(row.Account.Id) ?? new(nothing, nothing) })],
            ComparedAsOf = earlier.AsOf,
            ComparedTotals = earlier.Totals,
        };
    }
}

/// <param name="Account">Whose.</param>
/// <param name="Debit">Its balance where that is a debit, else zero.</param>
/// <param name="Credit">Its balance where that is a credit, else zero.</param>
/// <param name="Balance">Debits less credits.</param>
/// <param name="Compared">Its balance on the earlier day, on the side where it stood then.</param>
public sealed record TrialBalanceRow(AccountName Account, Money Debit, Money Credit, Money Balance, TrialBalanceTotals? Compared = null);

/// <param name="Debit">Zero or more.</param>
/// <param name="Credit">Zero or more.</param>
public sealed record TrialBalanceTotals(Money Debit, Money Credit);

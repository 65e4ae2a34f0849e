using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="AsOf">At the end of this day.</param>
/// <param name="Rows">By code.</param>
/// <param name="Totals">Of all rows; debit and credit are the same.</param>
/// <param name="Basis">When invoices and bills count.</param>
public sealed record TrialBalance(DateOnly AsOf, IReadOnlyList<TrialBalanceRow> Rows, TrialBalanceTotals Totals, Basis Basis = Basis.Accrual);

/// <param name="Account">Whose.</param>
/// <param name="Debit">Its balance where that is a debit, else zero.</param>
/// <param name="Credit">Its balance where that is a credit, else zero.</param>
/// <param name="Balance">Debits less credits.</param>
public sealed record TrialBalanceRow(AccountName Account, Money Debit, Money Credit, Money Balance);

public sealed record TrialBalanceTotals(Money Debit, Money Credit);

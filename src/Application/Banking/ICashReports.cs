using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>Sums over the current organization's bank lines, of the accounts within reach.</summary>
public interface ICashReports
{
    /// <summary>One row more is read, to tell that there were more.</summary>
    const int MostRows = 5_000;

    Task<IReadOnlyList<CashMovement>> MovementsAsync(Reach reach, GetCashMovements report, CancellationToken ct);

    Task<IReadOnlyList<BankBalance>> BalancesAsync(Reach reach, GetBankBalances report, CancellationToken ct);
}

/// <summary>What a report answers: so few rows that they are read as a whole.</summary>
public sealed record ReportRows<T>(IReadOnlyList<T> Rows);

namespace Financbase.Domain.Expenses;

/// <summary>Some of an expense, or all of it, that was paid back.</summary>
/// <param name="Id">By which its entry is found, and by which it is taken back.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="AmountMinor">How much, in minor units of the base currency; zero only where the whole expense is worth nothing.</param>
public sealed record Reimbursement(ReimbursementId Id, DateOnly Date, long AmountMinor);

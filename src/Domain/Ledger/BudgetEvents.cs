using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <param name="Id">The budget.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AccountId">The expense account.</param>
/// <param name="Account">Its code and name.</param>
/// <param name="Month">The first day of the month.</param>
/// <param name="Budgeted">Meant for the month.</param>
/// <param name="Spent">In the books by now.</param>
/// <param name="ThresholdPercent">From so much on it is told.</param>
public sealed record BudgetThresholdReached(
    BudgetId Id, string Name, AccountId AccountId, string Account, DateOnly Month, Money Budgeted, Money Spent, int ThresholdPercent) : IDomainEvent;

/// <param name="Id">The budget.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AccountId">The expense account.</param>
/// <param name="Account">Its code and name.</param>
/// <param name="Month">The first day of the month.</param>
/// <param name="Budgeted">Meant for the month.</param>
/// <param name="Spent">In the books by now.</param>
public sealed record BudgetExceeded(BudgetId Id, string Name, AccountId AccountId, string Account, DateOnly Month, Money Budgeted, Money Spent) : IDomainEvent;

using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

/// <summary>An expense was handed in: somebody has to decide about it.</summary>
/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="AccountId">Of what kind the cost is.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="PersonId">The member who paid it with their own money; null where the organization did.</param>
public sealed record ExpenseSubmitted(
    ExpenseId Id, DateOnly SpentOn, string Payee, string? Purpose, AccountId AccountId, Money Net, Money Tax, Money Gross, UserId? PersonId) : IDomainEvent;

/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="PersonId">To whom it is owed; null where the organization paid.</param>
/// <param name="Owed">What is owed to them, in the base currency.</param>
public sealed record ExpenseApproved(ExpenseId Id, DateOnly SpentOn, string Payee, Money Gross, UserId? PersonId, Money Owed) : IDomainEvent;

/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="Reason">Why.</param>
public sealed record ExpenseRejected(ExpenseId Id, DateOnly SpentOn, string Payee, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The expense.</param>
/// <param name="PersonId">Who has money back.</param>
/// <param name="Date">The day of that in the books.</param>
/// <param name="Amount">How much, in the base currency.</param>
/// <param name="Owed">What is still owed to them, in the base currency; zero once all of it is paid back.</param>
public sealed record ExpenseReimbursed(ExpenseId Id, UserId PersonId, DateOnly Date, Money Amount, Money Owed) : IDomainEvent;

/// <param name="Id">The expense.</param>
/// <param name="PersonId">To whom it is owed again.</param>
/// <param name="Amount">How much more, in the base currency.</param>
/// <param name="Owed">What is owed to them now, in the base currency.</param>
public sealed record ExpenseReimbursementUndone(ExpenseId Id, UserId PersonId, Money Amount, Money Owed) : IDomainEvent;

/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="Reason">Why.</param>
public sealed record ExpenseVoided(ExpenseId Id, DateOnly SpentOn, string Payee, Money Gross, string? Reason) : IDomainEvent;

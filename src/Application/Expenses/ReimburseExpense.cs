using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Expenses;

/// <summary>
/// Books that a member got back what they had paid: some of it or all, in the base currency. Nobody records that for themselves, unless nobody else in the organization may.
/// </summary>
/// <param name="Id">An approved expense that a person paid.</param>
/// <param name="Date">Its day in the books, not before that of the expense's entry; null for today in the organization's time zone.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Amount">In major units of the base currency, above zero and no more than is owed; null for all that is owed.</param>
[RequirePermission(Permissions.Expenses.Reimburse)]
[Audited("expense.reimburse", "Recorded that an expense was paid back")]
public sealed record ReimburseExpense(ExpenseId Id, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, decimal? Amount = null)
    : ICommand<ReimbursedExpense>;

/// <param name="Id">The expense.</param>
/// <param name="Status">Paid back once nothing is owed any more.</param>
/// <param name="ReimbursementId">By which it is taken back.</param>
/// <param name="Amount">How much, in the base currency.</param>
/// <param name="Owed">What is still owed.</param>
public sealed record ReimbursedExpense(ExpenseId Id, ExpenseStatus Status, ReimbursementId ReimbursementId, Money Amount, Money Owed);

internal sealed class ReimburseExpenseValidator : AbstractValidator<ReimburseExpense>
{
    public ReimburseExpenseValidator()
    {
        RuleFor(request => request.Date).MustBeDayOfBooks();
        RuleFor(request => request.Amount).Must(amount => amount is null or > 0).WithMessage("An amount is above zero.");
    }
}

internal sealed class ReimburseExpenseHandler(
    ExpenseDesk desk, ExpensePosting posting, MoneyAccounts moneyAccounts, DocumentReferences references, BillApprovers others, ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant)
    : IHandler<ReimburseExpense, ReimbursedExpense>
{
    public async Task<Result<ReimbursedExpense>> Handle(ReimburseExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");
        if (expense.PersonId is { } person && person == principal.Current.UserId && !await others.IsAloneAsync(person, Permissions.Expenses.Reimburse, null, cancellationToken))
            return AccessErrors.PaysThemselves;

        var @base = tenant.Tenant!.BaseCurrency;
        var from = await moneyAccounts.FindAsync(command.BankAccountId, command.AccountId, @base, ExpensesErrors.AccountNotForMoney, cancellationToken);
        var part = await posting.ReimburseAsync(expense, command.Amount, command.Date ?? await references.TodayAsync(cancellationToken), from, cancellationToken);
        return new ReimbursedExpense(expense.Id, expense.Status, part.Id, new Money(part.AmountMinor, @base), new Money(expense.OwedBaseMinor, @base));
    }
}

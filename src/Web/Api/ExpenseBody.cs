using Financbase.Application.Expenses;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Web.Api;

/// <param name="Amount">What was paid, with tax; above zero.</param>
/// <param name="Payee">Who got the money; without it, the vendor.</param>
/// <param name="AccountId">An expense or asset account; without it, the vendor's, or where purchases usually go.</param>
/// <param name="SpentOn">Its day in the books; without it, today.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="TaxRateId">What of the amount is tax; without it, none.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="VendorId">Who got the money, where that is a vendor in use.</param>
/// <param name="PaidBy">Whose money it was; without it, the organization's.</param>
/// <param name="BankAccountId">The organization's bank account that it was paid from; or an account.</param>
/// <param name="MoneyAccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="PersonId">The member who paid it; without it, whoever records it.</param>
/// <param name="ProjectId">What the cost is counted by: a project in use.</param>
public sealed record ExpenseBody(
    BodyAmount Amount, string? Payee = null, AccountId? AccountId = null, DateOnly? SpentOn = null, string? Currency = null, TaxRateId? TaxRateId = null, string? Purpose = null,
    VendorId? VendorId = null, ExpensePayer PaidBy = ExpensePayer.Organization, BankAccountId? BankAccountId = null, AccountId? MoneyAccountId = null, UserId? PersonId = null,
    ProjectId? ProjectId = null)
{
    internal ExpenseDraft ToDraft() => new(
        Payee, Amount.Value, AccountId, SpentOn, Currency, TaxRateId, Purpose, VendorId, PaidBy, BankAccountId, MoneyAccountId, PersonId, ProjectId);
}

/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Amount">In the base currency, above zero and no more than is owed; without it, all that is owed.</param>
public sealed record ReimburseBody(DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, BodyAmount? Amount = null);

/// <param name="Date">The day of the reversal; without it, or before the entry's own, that.</param>
/// <param name="ReimbursementId">Which part of it; without it, the last one.</param>
public sealed record UndoReimbursementBody(DateOnly? Date = null, ReimbursementId? ReimbursementId = null);

using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Expenses;

/// <summary>What an expense is to be.</summary>
/// <param name="Payee">Who got the money; null for the vendor's name.</param>
/// <param name="Amount">What was paid, with tax; in major units, above zero.</param>
/// <param name="AccountId">An expense or asset account; null for the vendor's, or where purchases usually go.</param>
/// <param name="SpentOn">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="Currency">ISO 4217; null for the base currency.</param>
/// <param name="TaxRateId">What of the amount is tax; null for none.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="VendorId">Who got the money, where that is a vendor in use.</param>
/// <param name="PaidBy">Whose money it was.</param>
/// <param name="BankAccountId">The organization's bank account that it was paid from; or an account.</param>
/// <param name="MoneyAccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="PersonId">The member who paid it; null for whoever records it.</param>
/// <param name="ProjectId">What the cost is counted by: a project in use.</param>
public sealed record ExpenseDraft(
    string? Payee, decimal Amount, AccountId? AccountId = null, DateOnly? SpentOn = null, string? Currency = null, TaxRateId? TaxRateId = null, string? Purpose = null,
    VendorId? VendorId = null, ExpensePayer PaidBy = ExpensePayer.Organization, BankAccountId? BankAccountId = null, AccountId? MoneyAccountId = null, UserId? PersonId = null,
    ProjectId? ProjectId = null);

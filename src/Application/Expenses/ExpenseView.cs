using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="Owed">What is still owed to whoever paid it, in the base currency.</param>
public sealed record ExpenseTotals(Money Net, Money Tax, Money Gross, Money Owed);

/// <param name="Id">A member, or somebody who was one.</param>
/// <param name="Email">Told while they are a member.</param>
public sealed record ExpensePerson(UserId Id, string? Email);

/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day in the books.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Account">Of what kind the cost is.</param>
/// <param name="PaidBy">Whose money it was.</param>
/// <param name="Person">The member who paid it; null where the organization did.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Files">How many are attached.</param>
public sealed record ExpenseSummary(
    ExpenseId Id, DateOnly SpentOn, string Payee, string? Purpose, ExpenseStatus Status, AccountName Account, ExpensePayer PaidBy, ExpensePerson? Person,
    ExpenseTotals Totals, int Files);

/// <param name="Id">The expense.</param>
/// <param name="SpentOn">Its day in the books.</param>
/// <param name="Payee">Who got the money.</param>
/// <param name="Vendor">The same, where it is a vendor.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Account">Of what kind the cost is.</param>
/// <param name="TaxRateId">What of the amount is tax.</param>
/// <param name="Currency">Of its amounts, but for what is owed.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="PaidBy">Whose money it was.</param>
/// <param name="MoneyAccount">Of which account it was paid; null where a person paid.</param>
/// <param name="Person">The member who paid it; null where the organization did.</param>
/// <param name="EnteredBy">Who wrote it last.</param>
/// <param name="SubmittedBy">Who handed it in.</param>
/// <param name="DecidedBy">Who approved or rejected it.</param>
/// <param name="SubmittedAt">When it was handed in.</param>
/// <param name="DecidedAt">When it was approved or rejected.</param>
/// <param name="Reason">Why it was rejected or is void.</param>
/// <param name="PostedOn">The day of its entry.</param>
/// <param name="JournalEntryId">What it came to in the books.</param>
/// <param name="Reimbursements">What was paid back of it, the first one first.</param>
/// <param name="ProjectId">What the cost is counted by, if by one.</param>
/// <param name="Project">Its code and name.</param>
public sealed record ExpenseView(
    ExpenseId Id, DateOnly SpentOn, string Payee, VendorName? Vendor, string? Purpose, ExpenseStatus Status, AccountName Account, TaxRateId? TaxRateId, string Currency,
    ExpenseTotals Totals, IReadOnlyList<TaxSubtotal> Taxes, ExpensePayer PaidBy, AccountName? MoneyAccount, ExpensePerson? Person, ExpensePerson? EnteredBy,
    ExpensePerson? SubmittedBy, ExpensePerson? DecidedBy, DateTimeOffset? SubmittedAt, DateTimeOffset? DecidedAt, string? Reason, DateOnly? PostedOn,
    JournalEntryId? JournalEntryId, IReadOnlyList<ReimbursementView> Reimbursements, ProjectId? ProjectId, string? Project)
{
    /// <summary>Other expenses that might be the same one.</summary>
    public IReadOnlyList<ExpenseTwin> Duplicates { get; init; } = [];
}

/// <param name="Id">By which it is taken back.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much, in the base currency.</param>
/// <param name="JournalEntryId">What it came to in the books; null where it is worth nothing there.</param>
public sealed record ReimbursementView(ReimbursementId Id, DateOnly Date, Money Amount, JournalEntryId? JournalEntryId);

/// <summary>An expense of the same day, payee and amount.</summary>
/// <param name="Id">The other expense.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="Person">Who paid it; null where the organization did.</param>
public sealed record ExpenseTwin(ExpenseId Id, ExpenseStatus Status, string? Purpose, ExpensePerson? Person);

/// <summary>Null asks for all; the text is looked for in the payee and the purpose.</summary>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="Status">How far they are.</param>
/// <param name="PaidBy">Whose money it was.</param>
/// <param name="Person">Who paid them.</param>
/// <param name="Account">Of what kind the cost is.</param>
/// <param name="From">Of this day or later.</param>
/// <param name="To">Of this day or before.</param>
public sealed record ExpenseFilter(
    string? Text = null, ExpenseStatus? Status = null, ExpensePayer? PaidBy = null, UserId? Person = null, AccountId? Account = null, DateOnly? From = null, DateOnly? To = null);

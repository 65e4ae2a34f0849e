using System.Text.Json;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Ledger;

namespace Financbase.Infrastructure.Expenses;

internal sealed record ExpenseRow(
    Guid Id, DateOnly SpentOn, string Payee, string? Purpose, string Status, Guid AccountId, string AccountCode, string AccountName, string AccountType, string PaidBy,
    Guid? PersonId, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OwedBaseMinor, string? PersonEmail, int Files)
{
    public ExpenseSummary ToSummary(Currency @base)
    {
        var currency = Domain.SharedKernel.Currency.Of(Currency);
        return new(
            new(Id), SpentOn, Payee, Purpose, Words.Read<ExpenseStatus>(Status), new(new(AccountId), AccountCode, AccountName, Words.Type(AccountType)),
            Words.Read<ExpensePayer>(PaidBy), ExpenseTwinRow.Person(PersonId, PersonEmail),
            new(new Money(NetMinor, currency), new Money(TaxMinor, currency), new Money(GrossMinor, currency), new Money(OwedBaseMinor, @base)), Files);
    }
}

internal sealed record WholeExpenseRow(
    Guid Id, DateOnly SpentOn, string Payee, string? Purpose, string Status, Guid AccountId, string AccountCode, string AccountName, string AccountType, string PaidBy,
    Guid? PersonId, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OwedBaseMinor, string? PersonEmail, int Files, Guid? VendorId, string? VendorName,
    Guid? TaxRateId, string Taxes, Guid? MoneyAccountId, string? MoneyCode, string? MoneyName, string? MoneyType, Guid? EnteredBy, string? EnteredEmail, Guid? SubmittedBy,
    string? SubmittedEmail, Guid? DecidedBy, string? DecidedEmail, DateTimeOffset? SubmittedAt, DateTimeOffset? DecidedAt, string? Reason, DateOnly? PostedOn,
    Guid? JournalEntryId, string Reimbursements, Guid? ProjectId, string? Project)
{
    public ExpenseView ToView(Currency @base)
    {
        var summary = new ExpenseRow(
            Id, SpentOn, Payee, Purpose, Status, AccountId, AccountCode, AccountName, AccountType, PaidBy, PersonId, Currency, NetMinor, TaxMinor, GrossMinor, OwedBaseMinor,
            PersonEmail, Files).ToSummary(@base);
        return new ExpenseView(
            summary.Id, SpentOn, Payee, VendorId is { } vendor ? new VendorName(new(vendor), VendorName!) : null, Purpose, summary.Status, summary.Account,
            TaxRateId is { } rate ? new TaxRateId(rate) : null, Currency, summary.Totals, JsonSerializer.Deserialize<IReadOnlyList<TaxSubtotal>>(Taxes, WireJson.Options)!,
            summary.PaidBy, MoneyAccountId is { } money ? new AccountName(new(money), MoneyCode!, MoneyName!, Words.Type(MoneyType!)) : null, summary.Person,
            ExpenseTwinRow.Person(EnteredBy, EnteredEmail), ExpenseTwinRow.Person(SubmittedBy, SubmittedEmail), ExpenseTwinRow.Person(DecidedBy, DecidedEmail),
            SubmittedAt, DecidedAt, Reason, PostedOn, Entry(JournalEntryId),
            [.. JsonSerializer.Deserialize<IReadOnlyList<Part>>(Reimbursements, WireJson.Options)!
                .Select(part => new ReimbursementView(part.Id, part.Date, new Money(part.AmountMinor, @base), part.JournalEntryId))],
            ProjectId is { } project ? new ProjectId(project) : null, Project);
    }

    private static JournalEntryId? Entry(Guid? id) => id is { } entry ? new JournalEntryId(entry) : null;

    private sealed record Part(ReimbursementId Id, DateOnly Date, long AmountMinor, JournalEntryId? JournalEntryId);
}

internal sealed record ExpenseTwinRow(Guid Id, string Status, string? Purpose, Guid? PersonId, string? PersonEmail)
{
    public ExpenseTwin ToView() => new(new(Id), Words.Read<ExpenseStatus>(Status), Purpose, Person(PersonId, PersonEmail));

    internal static ExpensePerson? Person(Guid? id, string? email) => id is { } person ? new ExpensePerson(new UserId(person), email) : null;
}

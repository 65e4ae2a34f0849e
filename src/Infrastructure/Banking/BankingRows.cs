using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;

namespace Financbase.Infrastructure.Banking;

internal sealed record BankAccountRow(
    Guid Id, string Name, string Currency, byte[]? IbanSealed, byte[]? NumberSealed, string? CsvProfile, int Lines, int Unreviewed,
    long TotalMinor, DateOnly? LastDate, DateTimeOffset? LastImportAt, Guid? LedgerId, string? LedgerCode, string? LedgerName, string? LedgerType)
{
    public BankAccountView ToView(Vault vault, OrganizationId organization)
    {
        return new BankAccountView(
            BankAccountId.From(Id), Name, Currency, Open(BankingSeals.Iban, IbanSealed), Open(BankingSeals.Number, NumberSealed),
            Lines, Unreviewed, new Money(TotalMinor, Domain.SharedKernel.Currency.Of(Currency)), LastDate, LastImportAt,
            CsvProfile is null ? null : JsonSerializer.Deserialize<CsvProfile>(CsvProfile, WireJson.Options),
            LedgerId is { } ledger ? new(new(ledger), LedgerCode!, LedgerName!, Words.Type(LedgerType!)) : null);

        string? Open(SealedProperty property, byte[]? value) =>
            value is null ? null : vault.OpenText(organization, property.Column, Id.ToString(), value);
    }
}

internal sealed record BankTransactionRow(
    Guid Id, Guid BankAccountId, DateOnly Date, long AmountMinor, string AmountCurrency, string Description, string? Counterparty,
    string? Reference, string Status, Guid ImportId, string? BankId, Guid? EntryId, Guid? CounterpartId, Guid? PaymentId, Guid? VendorPaymentId)
{
    public BankTransactionView ToView() => new(
        BankTransactionId.From(Id), Domain.Banking.BankAccountId.From(BankAccountId), Date,
        new Money(AmountMinor, Currency.Of(AmountCurrency)), Description, Counterparty, Reference,
        Enum.Parse<BankTransactionStatus>(Status, ignoreCase: true), StatementImportId.From(ImportId), BankId,
        EntryId is { } entry ? new(entry) : null, CounterpartId is { } other ? new(other) : null, PaymentId is { } payment ? new(payment) : null,
        VendorPaymentId is { } paid ? new(paid) : null);
}

internal sealed record StatementImportRow(
    Guid Id, string FileName, string Format, string State, int Imported, int Duplicates, int RejectedCount, DateOnly? LastDay,
    DateTimeOffset ImportedAt, DateTimeOffset? UndoneAt, byte[]? StatementsSealed)
{
    public StatementImportSummary ToView(Vault vault, OrganizationId organization)
    {
        var statements = StatementsSealed is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<ImportedStatement>>(
            vault.Open(organization, BankingSeals.Statements.Column, Id.ToString(), StatementsSealed), WireJson.Options)!;
        var broken = statements.FirstOrDefault(statement => statement.Continuous == false);
        return new StatementImportSummary(
            StatementImportId.From(Id), FileName, Enum.Parse<StatementFormat>(Format, ignoreCase: true),
            Enum.Parse<StatementImportState>(State, ignoreCase: true), Imported, Duplicates, RejectedCount, LastDay, ImportedAt, UndoneAt,
            broken is not null ? false : statements.Any(statement => statement.Continuous == true) ? true : null,
            broken?.Difference, statements.Sum(statement => statement.NotBooked));
    }
}

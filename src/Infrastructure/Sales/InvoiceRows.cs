using System.Text.Json;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;

namespace Financbase.Infrastructure.Sales;

internal sealed record InvoiceRow(
    Guid Id, string Kind, string? Number, Guid CustomerId, string CustomerName, string Status, string PaymentStatus, DateOnly IssueDate, DateOnly DueDate,
    string? Reference, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor, long WrittenOffMinor)
{
    public InvoiceSummary ToSummary() => new(
        new(Id), Words.Read<InvoiceKind>(Kind), Number, Customer, Words.Read<InvoiceStatus>(Status), Payment, IssueDate, DueDate, Reference, Totals);

    public CustomerName Customer => new(new(CustomerId), CustomerName);

    public PaymentStatus Payment => Words.Read<PaymentStatus>(PaymentStatus);

    // Of a draft and of what is void nothing was paid.
    public InvoiceTotals Totals => new(
        Amount(NetMinor), Amount(TaxMinor), Amount(GrossMinor), Amount(Payment == Domain.Sales.PaymentStatus.None ? 0 : GrossMinor - OpenMinor - WrittenOffMinor), Amount(OpenMinor));

    public Currency InCurrency => Domain.SharedKernel.Currency.Of(Currency);

    public Money Amount(long minor) => new(minor, InCurrency);
}

internal sealed record WholeInvoiceRow(
    Guid Id, string Kind, string? Number, Guid CustomerId, string CustomerName, string Status, string PaymentStatus, DateOnly IssueDate, DateOnly DueDate,
    string? Reference, string Currency, long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor, long WrittenOffMinor,
    string? Note, byte[]? BillToSealed, byte[]? IssuedBySealed, string Taxes, DateTimeOffset? FinalizedAt, Guid? CreditsId, Guid? JournalEntryId, string? Reminders, string? UnsentReminders, DateOnly? PostedOn)
{
    public bool IsCreditNote => Words.Read<InvoiceKind>(Kind) == InvoiceKind.CreditNote;

    public Currency InCurrency => Domain.SharedKernel.Currency.Of(Currency);

    public InvoiceView ToView(IReadOnlyList<InvoiceLineRow> lines, IReadOnlyList<SettlementRow> settlements, IReadOnlyList<CreditUse> uses, Vault vault, OrganizationId organization)
    {
        var row = new InvoiceRow(
            Id, Kind, Number, CustomerId, CustomerName, Status, PaymentStatus, IssueDate, DueDate, Reference, Currency, NetMinor, TaxMinor, GrossMinor, OpenMinor, WrittenOffMinor);
        var billTo = BillToSealed is null ? null
            : JsonSerializer.Deserialize<BillTo>(vault.Open(organization, SalesSeals.BillTo.Column, Id.ToString(), BillToSealed), WireJson.Options);
        var issuedBy = IssuedBySealed is null ? null
            : JsonSerializer.Deserialize<IssuedBy>(vault.Open(organization, SalesSeals.IssuedBy.Column, Id.ToString(), IssuedBySealed), WireJson.Options);
        return new InvoiceView(
            new(Id), Words.Read<InvoiceKind>(Kind), Number, new(CustomerId), row.Customer, Words.Read<InvoiceStatus>(Status), row.Payment, IssueDate, DueDate,
            Currency, Reference, Note, issuedBy, billTo, row.Totals, row.Amount(WrittenOffMinor),
            JsonSerializer.Deserialize<IReadOnlyList<TaxSubtotal>>(Taxes, WireJson.Options)!,
            [.. lines.Select(line => line.ToView(row.InCurrency))], [.. settlements.Select(one => one.ToView(row))], FinalizedAt, JournalEntryId is { } entry ? new(entry) : null, CreditsId is { } credited ? new InvoiceId(credited) : null,
            Listed<SentReminder>(Reminders), Listed<UnsentReminder>(UnsentReminders), uses, PostedOn);
    }

    private static IReadOnlyList<T> Listed<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<T>>(json, WireJson.Options)!;
}

internal sealed record SettlementRow(Guid UseId, Guid? PaymentId, Guid? CreditNoteId, string? Name, DateOnly Date, long AmountMinor)
{
    public InvoiceSettlement ToView(InvoiceRow invoice) => new(
        UseId, PaymentId is { } payment ? new PaymentId(payment) : null, CreditNoteId is { } note ? new InvoiceId(note) : null, Name, Date, invoice.Amount(AmountMinor));
}

using System.Text.Json;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Ledger;

namespace Financbase.Infrastructure.Purchases;

internal sealed record BillRow(
    Guid Id, string Number, Guid VendorId, string VendorName, string Status, string PaymentStatus, DateOnly BillDate, DateOnly DueDate, string Currency,
    long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor)
{
    public BillSummary ToSummary() => new(new(Id), Number, Vendor, Words.Read<BillStatus>(Status), Payment, BillDate, DueDate, Totals);

    public VendorName Vendor => new(new(VendorId), VendorName);

    public BillPaymentStatus Payment => Words.Read<BillPaymentStatus>(PaymentStatus);

    // Before it is approved, and of what is void, nothing was paid.
    public BillTotals Totals => new(
        Amount(NetMinor), Amount(TaxMinor), Amount(GrossMinor), Amount(Payment == BillPaymentStatus.None ? 0 : GrossMinor - OpenMinor), Amount(OpenMinor));

    public Money Amount(long minor) => new(minor, Domain.SharedKernel.Currency.Of(Currency));
}

internal sealed record WholeBillRow(
    Guid Id, string Number, Guid VendorId, string VendorName, string Status, string PaymentStatus, DateOnly BillDate, DateOnly DueDate, string Currency,
    long NetMinor, long TaxMinor, long GrossMinor, long OpenMinor, string? Note, string Taxes, bool IsDuplicate, Guid? DraftedBy, Guid? EnteredBy, Guid? ReceivedBy, Guid? DecidedBy,
    DateTimeOffset? ReceivedAt, DateTimeOffset? DecidedAt, string? Reason, bool IsSelfApproved, DateOnly? PostedOn, Guid? JournalEntryId)
{
    public BillView ToView(IReadOnlyList<BillLineRow> lines)
    {
        var row = new BillRow(Id, Number, VendorId, VendorName, Status, PaymentStatus, BillDate, DueDate, Currency, NetMinor, TaxMinor, GrossMinor, OpenMinor);
        return new BillView(
            new(Id), Number, new(VendorId), row.Vendor, Words.Read<BillStatus>(Status), row.Payment, BillDate, DueDate, Currency, Note, row.Totals,
            JsonSerializer.Deserialize<IReadOnlyList<TaxSubtotal>>(Taxes, WireJson.Options)!, [.. lines.Select(line => line.ToView(row.Totals.Gross.Currency))], IsDuplicate,
            Person(DraftedBy), Person(EnteredBy), Person(ReceivedBy), Person(DecidedBy), ReceivedAt, DecidedAt, Reason, IsSelfApproved, PostedOn, JournalEntryId is { } entry ? new(entry) : null);
    }

    private static UserId? Person(Guid? id) => id is { } person ? new UserId(person) : null;
}

internal sealed record BillTwinRow(Guid Id, string Number, string Status, DateOnly BillDate, long GrossMinor, string Currency, bool HasSameNumber)
{
    public BillTwin ToView() => new(
        new(Id), Number, Words.Read<BillStatus>(Status), BillDate, new Money(GrossMinor, Domain.SharedKernel.Currency.Of(Currency)), HasSameNumber);
}

internal sealed record SettledBillRow(Guid? VendorPaymentId, Guid? VendorCreditId, string? Name, DateOnly Date, long AmountMinor)
{
    public SettledBill ToView(Currency currency) => new(
        VendorPaymentId is { } payment ? new VendorPaymentId(payment) : null, VendorCreditId is { } credit ? new VendorCreditId(credit) : null, Name, Date,
        new Money(AmountMinor, currency));
}

using System.Globalization;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases.PaymentFiles;

/// <summary>A bill that a file pays.</summary>
public sealed class PaymentFileBill : AggregateRoot, IOrganizationOwned
{
    private PaymentFileBill()
    {
    }

    public PaymentFileBillId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public PaymentFileId PaymentFileId { get; private init; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Line { get; private init; }

    public BillId BillId { get; private init; }

    /// <summary>In euro, what was open of the bill.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>No other file may pay the bill.</summary>
    public bool IsLive { get; private set; }

    /// <summary>What it came to in the books.</summary>
    public VendorPaymentId? VendorPaymentId { get; private set; }

    public Money Amount => new(AmountMinor, Currency.Of("EUR"));

    /// <summary>By which both banks name the transfer on their statements.</summary>
    public string EndToEndId => EndToEnd(Id);

    public static string EndToEnd(PaymentFileBillId id) => string.Create(CultureInfo.InvariantCulture, $"{id.Value:N}");

    public static PaymentFileBill Of(PaymentFile file, PaymentFileBillId id, int line, Bill bill) => new()
    {
        Id = id,
        OrganizationId = file.OrganizationId,
        PaymentFileId = file.Id,
        Line = line,
        BillId = bill.Id,
        AmountMinor = bill.OpenMinor,
        IsLive = true,
    };

    public void Release() => IsLive = false;

    public void Pay(VendorPaymentId payment) => (IsLive, VendorPaymentId) = (false, payment);
}

using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Bills;

public sealed record BillInput
{
    /// <summary>By name, or with the id in brackets behind it.</summary>
    public string? Vendor { get; init; }

    public DateOnly? BillDate { get; init; }

    public DateOnly? DueDate { get; init; }

    public string? Currency { get; init; }

    /// <summary>The vendor’s own.</summary>
    public string? Number { get; init; }

    public string? Note { get; init; }

    public List<BillLineInput> Lines { get; init; } = [];

    public static BillInput Of(BillView bill) => new()
    {
        Vendor = $"{bill.Vendor.Name} [{bill.VendorId}]",
        BillDate = bill.BillDate,
        DueDate = bill.DueDate,
        Currency = bill.Currency,
        Number = bill.Number,
        Note = bill.Note,
        Lines = [.. bill.Lines.Select(line => BillLineInput.Of(line, Domain.SharedKernel.Currency.Of(bill.Currency)))],
    };
}

public sealed record BillLineInput
{
    public string? Description { get; init; }

    public string? Quantity { get; init; }

    public string? UnitPrice { get; init; }

    public string? DiscountPercent { get; init; }

    public Guid? TaxRateId { get; init; }

    public Guid? AccountId { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Description) && string.IsNullOrWhiteSpace(UnitPrice);

    public static BillLineInput Of(BillLineView line, Currency currency) => new()
    {
        Description = line.Description,
        Quantity = Amounts.Number(line.Quantity),
        UnitPrice = Amounts.Price(line.UnitPrice, currency),
        DiscountPercent = line.DiscountPercent == 0 ? null : Amounts.Number(line.DiscountPercent),
        TaxRateId = line.TaxRateId?.Value,
        AccountId = line.AccountId?.Value,
    };

    /// <summary>Null where a number is none.</summary>
    internal BillLineDraft? ToDraft() =>
        Amounts.TryRead(Quantity, out var quantity) && Amounts.TryRead(UnitPrice, out var price) && Amounts.TryRead(DiscountPercent, out var discount)
            ? new BillLineDraft(
                Description ?? "", price ?? 0, quantity ?? 1, discount ?? 0, TaxRateId is { } rate ? new TaxRateId(rate) : null,
                AccountId is { } account ? new AccountId(account) : null)
            : null;
}

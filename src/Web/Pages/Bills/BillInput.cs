using Financbase.Application.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Documents;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Bills;

public sealed record BillInput : DocumentInput<BillLineInput>
{
    /// <summary>By name, or with the id in brackets behind it.</summary>
    public string? Vendor { get; init; }

    public DateOnly? BillDate { get; init; }

    /// <summary>The vendor’s own.</summary>
    public string? Number { get; init; }

    public static BillInput Of(BillView bill) => new()
    {
        Vendor = $"{bill.Vendor.Name} [{bill.VendorId}]",
        BillDate = bill.BillDate,
        DueDate = bill.DueDate,
        Currency = bill.Currency,
        Number = bill.Number,
        Note = bill.Note,
        Lines = LinesOf(bill.Lines, bill.Currency),
    };

    public static BillInput Of(VendorCreditView credit) => new()
    {
        Vendor = $"{credit.Vendor.Name} [{credit.VendorId}]",
        BillDate = credit.CreditDate,
        Currency = credit.Currency,
        Number = credit.Number,
        Note = credit.Note,
        Lines = LinesOf(credit.Lines, credit.Currency),
    };

    private static List<BillLineInput> LinesOf(IReadOnlyList<BillLineView> lines, string currency) =>
        [.. lines.Select(line => BillLineInput.Of(line, Domain.SharedKernel.Currency.Of(currency)))];
}

public sealed record BillLineInput : LineInput
{
    public static BillLineInput Of(BillLineView line, Currency currency) => new()
    {
        Description = line.Description,
        Quantity = Amounts.Number(line.Quantity),
        UnitPrice = Amounts.Price(line.UnitPrice, currency),
        DiscountPercent = line.DiscountPercent == 0 ? null : Amounts.Number(line.DiscountPercent),
        TaxRateId = line.TaxRateId?.Value,
        AccountId = line.AccountId?.Value,
        ProjectId = line.ProjectId?.Value,
    };

    /// <summary>Null where a number is none.</summary>
    internal BillLineDraft? ToDraft() => TryRead(out var numbers)
        ? new BillLineDraft(Description ?? "", numbers.Price ?? 0, numbers.Quantity ?? 1, numbers.Discount ?? 0, Rate, Account, Project)
        : null;
}

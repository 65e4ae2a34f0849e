using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Invoices;

public sealed record InvoiceInput
{
    /// <summary>By name, or with the id in brackets behind it.</summary>
    public string? Customer { get; init; }

    public DateOnly? IssueDate { get; init; }

    public DateOnly? DueDate { get; init; }

    public string? Currency { get; init; }

    public string? Reference { get; init; }

    public string? Note { get; init; }

    public List<InvoiceLineInput> Lines { get; init; } = [];

    public static InvoiceInput Of(InvoiceView invoice) => new()
    {
        Customer = $"{invoice.Customer.Name} [{invoice.CustomerId}]",
        IssueDate = invoice.IssueDate,
        DueDate = invoice.DueDate,
        Currency = invoice.Currency,
        Reference = invoice.Reference,
        Note = invoice.Note,
        Lines = [.. invoice.Lines.Select(line => InvoiceLineInput.Of(line, Domain.SharedKernel.Currency.Of(invoice.Currency)))],
    };
}

public sealed record InvoiceLineInput
{
    /// <summary>What it is for, or an item by its name or code.</summary>
    public string? Description { get; init; }

    public string? Quantity { get; init; }

    public string? UnitPrice { get; init; }

    public string? DiscountPercent { get; init; }

    public Guid? TaxRateId { get; init; }

    public Guid? AccountId { get; init; }

    public Guid? ItemId { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Description) && string.IsNullOrWhiteSpace(UnitPrice);

    public static InvoiceLineInput Of(InvoiceLineView line, Currency currency) => new()
    {
        Description = line.Description,
        Quantity = Amounts.Number(line.Quantity),
        UnitPrice = Amounts.Price(line.UnitPrice, currency),
        DiscountPercent = line.DiscountPercent == 0 ? null : Amounts.Number(line.DiscountPercent),
        TaxRateId = line.TaxRateId?.Value,
        AccountId = line.AccountId?.Value,
        ItemId = line.ItemId?.Value,
    };

    /// <summary>Null where a number is none. Without a price, what is written may be an item.</summary>
    internal InvoiceLineDraft? ToDraft(IReadOnlyList<ItemView> items)
    {
        if (!Amounts.TryRead(Quantity, out var quantity) || !Amounts.TryRead(UnitPrice, out var price) || !Amounts.TryRead(DiscountPercent, out var discount))
            return null;

        var item = price is null ? items.FirstOrDefault(known => Same(known.Name) || Same(known.Code)) : null;
        return new InvoiceLineDraft(
            item is null ? Description : null, quantity ?? 1, price, discount ?? 0, TaxRateId is { } rate ? new TaxRateId(rate) : null,
            AccountId is { } account ? new AccountId(account) : null, item?.Id ?? (ItemId is { } kept ? new ItemId(kept) : null));
    }

    private bool Same(string? name) => name is not null && name.Equals(Description?.Trim(), StringComparison.OrdinalIgnoreCase);
}

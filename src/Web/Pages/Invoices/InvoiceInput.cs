using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Documents;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Invoices;

public sealed record InvoiceInput : DocumentInput<InvoiceLineInput>
{
    /// <summary>By name, or with the id in brackets behind it.</summary>
    public string? Customer { get; init; }

    public DateOnly? IssueDate { get; init; }

    public string? Reference { get; init; }

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

public sealed record InvoiceLineInput : LineInput
{
    public Guid? ItemId { get; init; }

    public static InvoiceLineInput Of(InvoiceLineView line, Currency currency) => new()
    {
        Description = line.Description,
        Quantity = Amounts.Number(line.Quantity),
        UnitPrice = Amounts.Price(line.UnitPrice, currency),
        DiscountPercent = line.DiscountPercent == 0 ? null : Amounts.Number(line.DiscountPercent),
        TaxRateId = line.TaxRateId?.Value,
        AccountId = line.AccountId?.Value,
        ItemId = line.ItemId?.Value,
        ProjectId = line.ProjectId?.Value,
    };

    /// <summary>Null where a number is none. Without a price, what is written may be an item, by its name or code.</summary>
    internal InvoiceLineDraft? ToDraft(IReadOnlyList<ItemView> items)
    {
        if (!TryRead(out var numbers))
            return null;

        var item = numbers.Price is null ? items.FirstOrDefault(known => Same(known.Name) || Same(known.Code)) : null;
        return new InvoiceLineDraft(
            item is null ? Description : null, numbers.Quantity ?? 1, numbers.Price, numbers.Discount ?? 0, Rate, Account, item?.Id ?? (ItemId is { } kept ? new ItemId(kept) : null),
            Project);
    }

    private bool Same(string? name) => name is not null && name.Equals(Description?.Trim(), StringComparison.OrdinalIgnoreCase);
}

using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Web.Api;

/// <param name="CustomerId">Who is to owe it; in use.</param>
/// <param name="Lines">1 to 10,000.</param>
/// <param name="IssueDate">Its day in the books; without it, today.</param>
/// <param name="DueDate">The last day to pay; without it, as many days later as the customer has, or 30.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="Reference">What the customer calls it by, such as an order number.</param>
/// <param name="Note">For the customer, below the lines.</param>
public sealed record InvoiceBody(
    CustomerId CustomerId, IReadOnlyList<InvoiceLineBody> Lines, DateOnly? IssueDate = null, DateOnly? DueDate = null, string? Currency = null,
    string? Reference = null, string? Note = null)
{
    internal InvoiceDraft ToDraft() => new(CustomerId, InvoiceLineBody.ToDrafts(Lines), IssueDate, DueDate, Currency, Reference, Note);
}

/// <param name="Description">What it is for; without it, what the item says.</param>
/// <param name="Quantity">How many, with at most six decimals; without it, 1.</param>
/// <param name="UnitPrice">Of one, in major units, with at most six decimals; without it, the item's.</param>
/// <param name="DiscountPercent">Taken off, 0 to 100.</param>
/// <param name="TaxRateId">Without it the item's, or none.</param>
/// <param name="AccountId">A revenue account; without it the item's, or where sales usually go.</param>
/// <param name="ItemId">What is sold, if that is kept.</param>
/// <param name="ProjectId">What its income is counted by: a project in use.</param>
public sealed record InvoiceLineBody(
    string? Description = null, BodyAmount? Quantity = null, BodyAmount? UnitPrice = null, BodyAmount? DiscountPercent = null, TaxRateId? TaxRateId = null,
    AccountId? AccountId = null, ItemId? ItemId = null, ProjectId? ProjectId = null)
{
    internal static IReadOnlyList<InvoiceLineDraft> ToDrafts(IReadOnlyList<InvoiceLineBody> lines) =>
    [
        .. lines.Select(line => line ?? new InvoiceLineBody()).Select(line => new InvoiceLineDraft(
            line.Description, line.Quantity?.Value ?? 1, line.UnitPrice?.Value, line.DiscountPercent?.Value ?? 0, line.TaxRateId, line.AccountId, line.ItemId,
            line.ProjectId)),
    ];
}

/// <param name="To">An e-mail address; without it, the customer's.</param>
/// <param name="Message">Stands above our words; at most 2,000 characters.</param>
public sealed record SendBody(string? To = null, string? Message = null);

/// <param name="Date">The day of the reversal, not before the issue; without it that day.</param>
/// <param name="Reason">Why.</param>
public sealed record VoidBody(DateOnly? Date = null, string? Reason = null);

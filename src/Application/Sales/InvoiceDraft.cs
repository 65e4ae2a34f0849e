using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>What an invoice is to be.</summary>
/// <param name="CustomerId">Who is to owe it; in use.</param>
/// <param name="Lines">1 to 10,000.</param>
/// <param name="IssueDate">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="DueDate">The last day to pay; null for as many days later as the customer has, or 30.</param>
/// <param name="Currency">ISO 4217; null for the base currency.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Note">For the customer.</param>
public sealed record InvoiceDraft(
    CustomerId CustomerId, IReadOnlyList<InvoiceLineDraft> Lines, DateOnly? IssueDate = null, DateOnly? DueDate = null, string? Currency = null,
    string? Reference = null, string? Note = null);

/// <param name="Description">What it is for; null for what the item says.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units; null for the item's.</param>
/// <param name="DiscountPercent">Taken off, 0 to 100.</param>
/// <param name="TaxRateId">Null for the item's, or none.</param>
/// <param name="AccountId">A revenue account; null for the item's, or where sales usually go.</param>
/// <param name="ItemId">What is sold, if that is kept.</param>
/// <param name="ProjectId">What its income is counted by: a project in use.</param>
public sealed record InvoiceLineDraft(
    string? Description = null, decimal Quantity = 1, decimal? UnitPrice = null, decimal DiscountPercent = 0, TaxRateId? TaxRateId = null, AccountId? AccountId = null,
    ItemId? ItemId = null, ProjectId? ProjectId = null);

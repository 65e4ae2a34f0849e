using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>What a bill is to be.</summary>
/// <param name="VendorId">Who is to be paid; in use.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="Lines">1 to 10,000.</param>
/// <param name="BillDate">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="DueDate">The last day to pay; null for as many days later as the vendor gives, or 30.</param>
/// <param name="Currency">ISO 4217; null for the base currency.</param>
/// <param name="Note">For those who decide and pay.</param>
public sealed record BillDraft(
    VendorId VendorId, string Number, IReadOnlyList<BillLineDraft> Lines, DateOnly? BillDate = null, DateOnly? DueDate = null, string? Currency = null,
    string? Note = null);

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units.</param>
/// <param name="DiscountPercent">Taken off, 0 to 100.</param>
/// <param name="TaxRateId">Null for none.</param>
/// <param name="AccountId">An expense or asset account; null for the vendor's, or where purchases usually go.</param>
/// <param name="ProjectId">What its cost is counted by: a project in use.</param>
public sealed record BillLineDraft(
    string Description, decimal UnitPrice, decimal Quantity = 1, decimal DiscountPercent = 0, TaxRateId? TaxRateId = null, AccountId? AccountId = null,
    ProjectId? ProjectId = null);

using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Web.Api;

/// <param name="VendorId">Who is to be paid; in use.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="Lines">1 to 10,000.</param>
/// <param name="BillDate">Its day in the books; without it, today.</param>
/// <param name="DueDate">The last day to pay; without it, as many days later as the vendor gives, or 30.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="Note">For those who decide and pay.</param>
public sealed record BillBody(
    VendorId VendorId, string Number, IReadOnlyList<BillLineBody> Lines, DateOnly? BillDate = null, DateOnly? DueDate = null, string? Currency = null,
    string? Note = null)
{
    internal BillDraft ToDraft() => new(
        VendorId, Number, [.. Lines.Select(line => (line ?? new BillLineBody()).ToDraft())], BillDate, DueDate, Currency, Note);
}

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many, with at most six decimals; without it, 1.</param>
/// <param name="UnitPrice">Of one, in major units, with at most six decimals; without it, 0.</param>
/// <param name="DiscountPercent">Taken off, 0 to 100.</param>
/// <param name="TaxRateId">Without it, none.</param>
/// <param name="AccountId">An expense or asset account; without it the vendor's, or where purchases usually go.</param>
/// <param name="ProjectId">What its cost is counted by: a project in use.</param>
public sealed record BillLineBody(
    string Description = "", BodyAmount? Quantity = null, BodyAmount? UnitPrice = null, BodyAmount? DiscountPercent = null, TaxRateId? TaxRateId = null,
    AccountId? AccountId = null, ProjectId? ProjectId = null)
{
    internal BillLineDraft ToDraft() =>
        new(Description, UnitPrice?.Value ?? 0, Quantity?.Value ?? 1, DiscountPercent?.Value ?? 0, TaxRateId, AccountId, ProjectId);
}

/// <param name="AcceptDuplicate">There is another bill of the vendor with this number, and both are right.</param>
public sealed record ReceiveBody(bool AcceptDuplicate = false);

/// <param name="PostedOn">The day of its entry, where the bill's own is closed; without it, that day.</param>
public sealed record ApproveBody(DateOnly? PostedOn = null);

/// <param name="Reason">Why, for whoever entered it.</param>
public sealed record RejectBody(string? Reason = null);

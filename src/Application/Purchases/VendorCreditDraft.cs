using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>What a credit of a vendor is to be.</summary>
/// <param name="VendorId">Who gives it; in use.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="Lines">1 to 10,000, with quantities and prices as on a bill.</param>
/// <param name="CreditDate">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="Currency">ISO 4217; null for the base currency.</param>
/// <param name="Note">For those who use it.</param>
public sealed record VendorCreditDraft(
    VendorId VendorId, string Number, IReadOnlyList<BillLineDraft> Lines, DateOnly? CreditDate = null, string? Currency = null, string? Note = null);

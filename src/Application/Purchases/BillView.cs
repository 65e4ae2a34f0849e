using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is to be paid.</param>
/// <param name="Paid">What was paid or credited of it.</param>
/// <param name="Open">What is still to be paid; nothing before it is approved.</param>
public sealed record BillTotals(Money Net, Money Tax, Money Gross, Money Paid, Money Open);

/// <param name="Id">The vendor.</param>
/// <param name="Name">What people call it now.</param>
public sealed record VendorName(VendorId Id, string Name);

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Vendor">Who is to be paid.</param>
/// <param name="Status">How far it is.</param>
/// <param name="PaymentStatus">What became of the money; none before it is approved, and for what is void.</param>
/// <param name="BillDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Totals">What it comes to.</param>
public sealed record BillSummary(
    BillId Id, string Number, VendorName Vendor, BillStatus Status, BillPaymentStatus PaymentStatus, DateOnly BillDate, DateOnly DueDate, BillTotals Totals);

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="Vendor">The same, with the name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="PaymentStatus">What became of the money; none before it is approved, and for what is void.</param>
/// <param name="BillDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Note">For those who decide and pay.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Lines">In their order.</param>
/// <param name="IsDuplicate">Another one had its number, and whoever handed it in said that both are right.</param>
/// <param name="DraftedBy">Who wrote it first.</param>
/// <param name="EnteredBy">Who wrote it last.</param>
/// <param name="ReceivedBy">Who handed it in.</param>
/// <param name="DecidedBy">Who approved or rejected it.</param>
/// <param name="ReceivedAt">When it was handed in.</param>
/// <param name="DecidedAt">When it was approved or rejected.</param>
/// <param name="Reason">Why it was rejected or is void.</param>
/// <param name="IsSelfApproved">Approved by whoever entered it: as the only one who may, or since it moved in approved.</param>
/// <param name="PostedOn">The day of its entry.</param>
/// <param name="JournalEntryId">What it came to in the books.</param>
public sealed record BillView(
    BillId Id, string Number, VendorId VendorId, VendorName Vendor, BillStatus Status, BillPaymentStatus PaymentStatus, DateOnly BillDate, DateOnly DueDate,
    string Currency, string? Note, BillTotals Totals, IReadOnlyList<TaxSubtotal> Taxes, IReadOnlyList<BillLineView> Lines, bool IsDuplicate,
    UserId? DraftedBy, UserId? EnteredBy, UserId? ReceivedBy, UserId? DecidedBy, DateTimeOffset? ReceivedAt, DateTimeOffset? DecidedAt, string? Reason, bool IsSelfApproved, DateOnly? PostedOn, JournalEntryId? JournalEntryId)
{
    /// <summary>With what it was paid.</summary>
    public IReadOnlyList<SettledBill> Payments { get; init; } = [];

    /// <summary>Other bills that might be the same one.</summary>
    public IReadOnlyList<BillTwin> Duplicates { get; init; } = [];
}

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units.</param>
/// <param name="DiscountPercent">Taken off.</param>
/// <param name="TaxRateId">Its tax rate.</param>
/// <param name="TaxRate">What that was called.</param>
/// <param name="AccountId">Where its cost goes; null for where purchases usually go.</param>
/// <param name="Net">Its amount without tax.</param>
/// <param name="ProjectId">What its cost is counted by, if by one.</param>
/// <param name="Project">Its code and name.</param>
public sealed record BillLineView(
    string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, TaxRateId? TaxRateId, string? TaxRate, AccountId? AccountId, Money Net,
    ProjectId? ProjectId = null, string? Project = null);

/// <summary>A bill that might be the same as another one.</summary>
/// <param name="Id">The other bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Status">How far it is.</param>
/// <param name="BillDate">Its day.</param>
/// <param name="Gross">What it comes to.</param>
/// <param name="HasSameNumber">They have one number; else the same amount, a few days apart.</param>
public sealed record BillTwin(BillId Id, string Number, BillStatus Status, DateOnly BillDate, Money Gross, bool HasSameNumber);

/// <summary>Null asks for all; the text is looked for in the number and the vendor's name.</summary>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="Status">How far they are.</param>
/// <param name="PaymentStatus">What became of the money.</param>
/// <param name="Vendor">Whose.</param>
/// <param name="DueFrom">Due on this day or later.</param>
/// <param name="DueTo">Due on this day or before.</param>
/// <param name="IsOpen">Only those of which something is still to be paid, or nothing.</param>
/// <param name="NumberKey">Only those with this number, as <see cref="BillNumber.KeyOf"/> has it.</param>
public sealed record BillFilter(
    string? Text = null, BillStatus? Status = null, BillPaymentStatus? PaymentStatus = null, VendorId? Vendor = null, DateOnly? DueFrom = null, DateOnly? DueTo = null,
    bool? IsOpen = null, string? NumberKey = null);

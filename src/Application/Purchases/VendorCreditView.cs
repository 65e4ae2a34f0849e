using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is given back.</param>
/// <param name="Used">What was used for bills or came back as money.</param>
/// <param name="Open">What is left; nothing before it is posted.</param>
public sealed record VendorCreditTotals(Money Net, Money Tax, Money Gross, Money Used, Money Open);

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Vendor">Who gives it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreditDate">Its day in the books.</param>
/// <param name="Totals">What it comes to.</param>
public sealed record VendorCreditSummary(
    VendorCreditId Id, string Number, VendorName Vendor, VendorCreditStatus Status, DateOnly CreditDate, VendorCreditTotals Totals);

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who gives it.</param>
/// <param name="Vendor">The same, with the name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreditDate">Its day in the books.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Note">For those who use it.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Lines">In their order.</param>
/// <param name="Uses">For which bills it was used, and what came back as money.</param>
/// <param name="Reason">Why it is void.</param>
/// <param name="PostedOn">The day of its entry.</param>
/// <param name="JournalEntryId">What it came to in the books.</param>
public sealed record VendorCreditView(
    VendorCreditId Id, string Number, VendorId VendorId, VendorName Vendor, VendorCreditStatus Status, DateOnly CreditDate, string Currency, string? Note,
    VendorCreditTotals Totals, IReadOnlyList<TaxSubtotal> Taxes, IReadOnlyList<BillLineView> Lines, IReadOnlyList<VendorCreditUse> Uses, string? Reason,
    DateOnly? PostedOn, JournalEntryId? JournalEntryId);

/// <param name="Id">By which it is taken back.</param>
/// <param name="BillId">The bill; null for a refund.</param>
/// <param name="Name">The bill's number, or the reference of the refund.</param>
/// <param name="Date">When.</param>
/// <param name="Amount">How much of the credit.</param>
public sealed record VendorCreditUse(Guid Id, BillId? BillId, string? Name, DateOnly Date, Money Amount);

/// <summary>Null asks for all; the text is looked for in the number and the vendor's name.</summary>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="Status">How far they are.</param>
/// <param name="Vendor">Whose.</param>
/// <param name="HasRest">Only those of which something is left, or nothing.</param>
public sealed record VendorCreditFilter(string? Text = null, VendorCreditStatus? Status = null, VendorId? Vendor = null, bool? HasRest = null);

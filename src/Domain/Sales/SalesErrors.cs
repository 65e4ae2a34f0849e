using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What can be wrong with what is sold, and to whom.</summary>
public static class SalesErrors
{
    public static Error ItemCodeTaken { get; } = Error.Conflict("sales.item_code_taken", "There is already an item with this code.");

    public static Error NotADraft { get; } = Error.Conflict(
        "sales.not_a_draft", "This document is finalised: it stays as it is. Void it, or issue a credit note, and make a new one.");

    public static Error NotFinalized { get; } = Error.Conflict("sales.not_finalized", "Only a finalised document can be used so. Finalise it first.");

    public static Error BelowZero { get; } = Error.Rule("sales.below_zero", "This comes to less than nothing. Issue it as a credit note.");

    public static Error HasPayments { get; } = Error.Conflict(
        "sales.has_payments", "Something of this was paid, credited or written off already. Take that back first, or issue a credit note.");

    public static Error ExceedsOpen { get; } = Error.Conflict("sales.exceeds_open", "Less than that is open. Somebody else may have booked a payment meanwhile.");

    public static Error ExceedsCredit { get; } = Error.Conflict("sales.exceeds_credit", "Less than that is left to use.");

    public static Error PaymentUndone { get; } = Error.Conflict("sales.payment_undone", "This payment was undone.");

    public static Error UseUnknown { get; } = Error.Rule("sales.use_unknown", "This is no use of it that stands. Choose one of those that its page shows.");

    public static Error Refunded { get; } = Error.Conflict("sales.refunded", "Some of this payment was paid back. Take that back first.");

    public static Error UseNotKept { get; } = Error.Rule(
        "sales.use_not_kept", "What this use took of the payment is not known by itself any more. Undo the payment as a whole, and record it anew.");

    public static Error MovedIn { get; } = Error.Conflict(
        "sales.moved_in", "This invoice was issued before these books, so they do not know its lines. Issue a credit note of its own, and use that for it.");

    public static Error NumberTaken { get; } = Error.Conflict("sales.number_taken", "Another document has this number already, one from other books perhaps.");

    public static Error NothingOpen { get; } = Error.Conflict("sales.nothing_open", "Nothing of this is open.");

    public static Error CreditsTooMuch { get; } = Error.Rule(
        "sales.credits_too_much", "All credit notes together cannot give back more than the invoice took, less what of it was written off.");

    public static Error CreditNoteStands { get; } = Error.Conflict(
        "sales.credit_note_stands", "A credit note took this back already, or a part of it. Use that for this invoice, or void it first.");

    public static Error OtherCustomer { get; } = Error.Rule("sales.other_customer", "A credit is used for invoices of the same customer and currency.");

    public static Error AccountNotForMoney { get; } = Error.Rule(
        "sales.account_not_for_money", "Money is received on an asset or liability account that is in use. Choose one of those.");

    public static Error InvoiceUnknown { get; } = Error.Rule("sales.invoice_unknown", "One of the invoices does not exist. Choose another one.");

    public static Error PaymentOfBankLine { get; } = Error.Conflict("sales.payment_of_bank_line", "This payment is a bank line. Take it back there.");

    public static Error CustomerUnknown { get; } = Error.Rule("sales.customer_unknown", "This customer is archived or does not exist. Choose another one.");

    public static Error ItemUnknown { get; } = Error.Rule("sales.item_unknown", "One of the items does not exist. Choose another one.");

    public static Error UblSeveralTaxes { get; } = Error.Rule(
        "sales.ubl_several_taxes", "EN 16931 knows one tax for each line, and a rate of this document consists of several. Send it as a PDF.");

    public static Error UblTooLarge { get; } = Error.Rule("sales.ubl_too_large", "The file is larger than 5 MB. Import a smaller one.");

    public static Error UblOtherKind { get; } = Error.Rule(
        "sales.ubl_other_kind", "An invoice is imported as an invoice, and a credit note as a credit note. This file is the other one.");

    public static Error NoAddress { get; } = Error.Rule("sales.no_address", "This customer has no e-mail address. Add one to the customer, or say where to send it.");

    public static Error TooManyMails { get; } = new(
        "sales.too_many_mails", "So many documents were sent within an hour that no more are sent for now. Wait an hour.", ErrorKind.RateLimited);

    public static Error LinkDead { get; } = new("sales.link_dead", "Nothing can be seen here. Ask whoever sent you the link for a new one.", ErrorKind.NotFound);

    public static Error RecurringEnded { get; } = Error.Conflict("sales.recurring_ended", "This template has ended: it stays as it is. Make a new one.");

    public static Error QuoteNotADraft { get; } = Error.Conflict("sales.quote_not_a_draft", "This quote was sent: it stays as it is. Make a new one.");

    public static Error QuoteNotSent { get; } = Error.Conflict("sales.quote_not_sent", "This quote is a draft. It has a PDF when it is sent.");

    public static Error QuoteNotOpen { get; } = Error.Conflict("sales.quote_not_open", "Only a quote that was sent and not answered yet can be used so.");

    public static Error QuoteExpired { get; } = Error.Conflict("sales.quote_expired", "This quote is not valid any more. A new one is needed.");

    public static Error QuoteNotAccepted { get; } = Error.Conflict("sales.quote_not_accepted", "An invoice is made of a quote that is accepted. Note first that it is.");

    public static Error QuoteConverted { get; } = Error.Conflict("sales.quote_converted", "This quote became an invoice already.");

    public static Error UblIncomplete(string missing) => Error.Rule("sales.ubl_incomplete", $"EN 16931 asks for more than is known: {missing}. Add it, and issue the document anew.");

    public static Error UblUnreadable(string why) => Error.Rule("sales.ubl_unreadable", $"This file cannot be read as an invoice: {why}.");

    public static Error UblTakenInMeanwhile { get; } = Error.Conflict("sales.ubl_taken_in", "Somebody else has taken this document in meanwhile. Look at the list of documents.");

    /// <param name="number">As its issuer numbered it.</param>
    /// <param name="ours">The number that it got here; null for a draft.</param>
    /// <param name="day">Its day.</param>
    public static Error UblTakenIn(string number, string? ours, DateOnly day) => Error.Conflict(
        "sales.ubl_taken_in", $"{number} was taken in already: it is {ours ?? "a draft"} of {day:yyyy-MM-dd}. {(ours is null ? "Delete that one" : "Void that one")} first, if this is to take its place.");

    public static Error UblContradicts(string differences) => Error.Rule("sales.ubl_contradicts", $"The file contradicts itself: {differences}. Ask whoever made it for a right one.");

    public static Error UblCustomerUnknown(string name) => Error.Rule("sales.ubl_customer_unknown", $"No customer has the tax number or the name “{name}”. Add one, or import with addCustomer.");

    public static Error UblRateUnknown(string rates) => Error.Rule("sales.ubl_rate_unknown", $"No tax rate in use is added to prices at {rates}. Add one first.");

    public static Error AccountNotForSales { get; } = Error.Rule(
        "sales.account_not_for_sales", "Income goes to a revenue account that is in use. Choose one of those.");
}

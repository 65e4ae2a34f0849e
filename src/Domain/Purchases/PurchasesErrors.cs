using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What can be wrong with what is bought, and of whom.</summary>
public static class PurchasesErrors
{
    public static Error AccountNotForPurchases { get; } = Error.Rule(
        "purchases.account_not_for_purchases", "Costs go to an expense or asset account that is in use. Choose one of those.");

    public static Error VendorUnknown { get; } = Error.Rule("purchases.vendor_unknown", "This vendor is archived or does not exist. Choose another one.");

    public static Error NotADraft { get; } = Error.Conflict(
        "purchases.not_a_draft", "This bill was handed in: it stays as it is until it is decided. A rejected one can be corrected and handed in again.");

    public static Error NeedsPerson { get; } = new("purchases.needs_person", "A person decides about a bill. Sign in, or use the key of one.", ErrorKind.Forbidden);

    public static Error NotReceived { get; } = Error.Conflict("purchases.not_received", "This bill does not wait for a decision.");

    public static Error NotApproved { get; } = Error.Conflict("purchases.not_approved", "Only an approved bill can be used so.");

    public static Error NotToVoid { get; } = Error.Conflict("purchases.not_to_void", "Only a bill that waits or is approved is voided. A draft is deleted.");

    public static Error HasPayments { get; } = Error.Conflict("purchases.has_payments", "Something of this was paid or credited already. Take that back first.");

    public static Error NobodyDecided(string step) => Error.Conflict(
        "purchases.nobody_decided", $"No member has decided so in the step “{step}” of this run. Name the approval step that leads here.");

    public static Error DecidedOther { get; } = Error.Conflict(
        "purchases.decided_other", "What was decided was not about this bill as it was handed in last. Start the workflow with the event bill.approval_requested.");

    public static Error MayNotDecide { get; } = Error.Rule("purchases.may_not_decide", "Whoever decided may not approve bills. Ask somebody who may.");

    public static Error BelowZero { get; } = Error.Rule("purchases.below_zero", "This comes to less than nothing, which is no bill.");

    public static Error Duplicate { get; } = Error.Conflict(
        "purchases.duplicate_bill", "There is already a bill of this vendor with this number. Look at it; if both are right, say so with acceptDuplicate.");

    public static Error ExceedsOpen { get; } = Error.Conflict("purchases.exceeds_open", "Less than that is open. Somebody else may have booked a payment meanwhile.");

    public static Error ExceedsCredit { get; } = Error.Conflict("purchases.exceeds_credit", "Less than that is left to use.");

    public static Error CreditPosted { get; } = Error.Conflict(
        "purchases.credit_posted", "This credit is posted: it stays as it is. What is wrong is voided and entered anew.");

    public static Error CreditNotPosted { get; } = Error.Conflict("purchases.credit_not_posted", "Only a posted credit can be used so.");

    public static Error CreditUsed { get; } = Error.Conflict("purchases.credit_used", "Something of this credit was used or paid back. Take that back first.");

    public static Error UseUnknown { get; } = Error.Rule("purchases.use_unknown", "This credit was not used so, or that was taken back already.");

    public static Error FileEnded { get; } = Error.Conflict("purchases.file_ended", "This payment file was released or confirmed already.");

    public static Error BillInFile { get; } = Error.Conflict(
        "purchases.bill_in_file", "One of the bills is in another payment file. Release that one first, or leave the bill out.");

    public static Error BankAccountUnfit { get; } = Error.Rule(
        "purchases.bank_account_unfit", "A payment file is paid from a bank account in euro with an IBAN that an account of the chart stands for. Choose one of those.");

    public static Error NotByFile(string number, string why) => Error.Rule("purchases.not_by_file", $"Bill {number} cannot be paid by a file: {why}");

    public static Error NameUnwritable { get; } = Error.Rule(
        "purchases.name_unwritable", "The name of the organization cannot be written as banks take it. Write it with Latin letters.");

    public static Error PaidMeanwhile(string number) => Error.Conflict(
        "purchases.paid_meanwhile", $"Bill {number} was paid, credited or voided meanwhile. Take that back, or release the file if it never went to the bank.");

    public static Error NoCredit { get; } = Error.Rule("purchases.no_credit", "This comes to nothing or less, which is no credit. What is owed to the vendor is a bill.");

    public static Error DuplicateCredit { get; } = Error.Conflict(
        "purchases.duplicate_credit", "A credit of this vendor with this number is posted already. If they are two, write the number of one so that they differ.");

    public static Error PaymentUndone { get; } = Error.Conflict("purchases.payment_undone", "This payment was undone.");

    public static Error PaymentOfBankLine { get; } = Error.Conflict("purchases.payment_of_bank_line", "This payment is a bank line. Take it back there.");

    public static Error NothingOpen { get; } = Error.Conflict("purchases.nothing_open", "Nothing of this is open.");

    public static Error OtherVendor { get; } = Error.Rule("purchases.other_vendor", "A payment is for bills of one vendor in one currency.");

    public static Error BillUnknown { get; } = Error.Rule("purchases.bill_unknown", "One of the bills does not exist. Choose another one.");

    public static Error AccountNotForMoney { get; } = Error.Rule(
        "purchases.account_not_for_money", "Money is paid from an asset or liability account that is in use. Choose one of those.");
}

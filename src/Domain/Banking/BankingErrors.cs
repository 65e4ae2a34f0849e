using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>What can be wrong with a bank account or an import.</summary>
public static class BankingErrors
{
    public static Error ImportAlreadyUndone { get; } =
        Error.Conflict("banking.import_already_undone", "This import has already been undone.");

    public static Error TooManyReaders { get; } = new(
        "banking.too_many_readers", "Many statements are being read just now. Try again in a few seconds.", ErrorKind.RateLimited)
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static Error UploadGone { get; } =
        Error.Conflict("banking.upload_gone", "This file was already imported or has waited for too long. Upload it again.");

    public static Error TooManyUploads { get; } = Error.Rule(
        "banking.too_many_uploads",
        $"{StatementUpload.MostWaiting} files of this organization wait to be imported already. Import one of them, or wait: each is forgotten after a day.");

    public static Error IbanTaken { get; } =
        Error.Conflict("banking.iban_taken", "There is already a bank account with this IBAN.");

    public static Error SumTooLarge { get; } =
        Error.Rule("banking.sum_too_large", "With these lines the account would add up to more than can be counted. Nothing was imported.");

    public static Error NoMoneyAccount { get; } = Error.Rule(
        "banking.no_money_account", "A bank account is an asset, or a liability as a credit card is. Choose an account of one of these types.");

    public static Error LedgerAccountTaken { get; } = Error.Conflict(
        "banking.ledger_account_taken", "Another bank account is posted to this account already. Give each its own, so that both can be reconciled.");

    public static Error LinesInBooks { get; } = Error.Conflict(
        "banking.lines_in_books", "Lines of this bank account are in the books already. Take them back first, or what is there would stand in two accounts.");

    public static Error HoldsOtherMoney { get; } = Error.Conflict(
        "banking.holds_other_money", "The account holds amounts that are not said in the currency of the bank account, so the two could never be compared. Choose one for it alone.");

    public static Error NoEntry { get; } = Error.Rule(
        "banking.no_entry", "This entry does not fit the line: it moves another amount in its bank account, was reversed, or belongs to another line.");

    public static Error EntryMatched { get; } = Error.Conflict(
        "banking.entry_matched", "A bank line shows this entry. Take the match of that line back first.");

    public static Error LineNotOpen { get; } = Error.Conflict(
        "banking.line_not_open", "This line has been dealt with already. Take that back first.");

    public static Error LineNotPosted { get; } = Error.Conflict("banking.line_not_posted", "There is nothing to take back: this line waits to be looked at.");

    public static Error LineReconciled { get; } = Error.Conflict(
        "banking.line_reconciled", "This line is reconciled with a statement. Open that reconciliation again first.");

    public static Error NoLedgerAccount { get; } = Error.Rule(
        "banking.no_ledger_account", "No account of the chart stands for this bank account yet. Choose one on the bank account’s page.");

    public static Error NoTransfer { get; } = Error.Rule(
        "banking.no_transfer", "These two lines are not one transfer: one takes money out of an account and the other brings it into another one, the same amount unless the currencies differ.");

    public static Error DocumentsAreOpen { get; } = Error.Conflict(
        "banking.documents_are_open", "Invoices or bills are open in this account, and would stay so. Match the line with what it pays, or record a refund and match it with that.");

    public static Error NoPayout { get; } = Error.Rule("banking.no_payout", "This line pays no bill: no money went out.");

    public static Error NoPayment { get; } = Error.Rule("banking.no_payment", "This line pays no invoice: no money came in.");

    public static Error OtherCurrency { get; } = Error.Rule(
        "banking.other_currency", "The invoices are in another currency than the bank account. Record the payment at the invoice, and categorize the line.");

    public static Error BookedLinesStay { get; } = Error.Conflict(
        "banking.booked_lines_stay", "Some of these lines have just been posted. Take that back first.");

    public static Error RuleNameTaken { get; } = Error.Conflict("banking.rule_name_taken", "There is already a rule with this name.");

    public static Error ReconciledAlready { get; } = Error.Conflict(
        "banking.reconciled_already", "This account is reconciled through that day or a later one.");

    public static Error ReconciliationUnderWay { get; } = Error.Conflict(
        "banking.reconciliation_under_way", "A reconciliation of this account is under way. Complete it or delete it first.");

    public static Error ReconciliationComplete { get; } = Error.Conflict("banking.reconciliation_complete", "This reconciliation is complete.");

    public static Error LaterReconciliation { get; } = Error.Conflict(
        "banking.later_reconciliation", "A later reconciliation builds on this one. Open that one first.");

    public static Error SplitsDiffer(Money line, Money sum) => Error.Rule(
        "banking.splits_differ", $"The line is {line}, and its parts come to {sum}.");

    public static Error InvalidIban(string text) =>
        Error.Rule("banking.invalid_iban", $"“{text}” is not a valid IBAN: its check digits do not fit. Compare it with a statement.");

    public static Error ImportHasBookedLines(int count) => Error.Conflict(
        "banking.import_has_booked_lines",
        $"{count} of its lines {(count == 1 ? "is" : "are")} posted or reconciled; undo that first, then undo the import.");

    // Masked numbers: a job keeps the sentence that it ended with, and numbers are kept sealed only.
    public static Error WrongAccount(string found, string account) => Error.Rule(
        "banking.wrong_account",
        $"This statement belongs to another account, {found}. Nothing was imported into “{account}”.");

    public static Error ReportTooLarge { get; } = Error.Rule(
        "banking.report_too_large", "This report has more than 5,000 rows. Ask for longer periods, fewer days or one account.");

    public static Error SeveralAccounts(IEnumerable<string> found, string account) => Error.Rule(
        "banking.several_accounts",
        $"This file holds lines of several accounts ({string.Join(", ", found)}), and none of them is called “{account}”. "
        + "Open a bank account with the IBAN, number or name that is used in the file.");

    public static Error WrongCurrency(string found, string expected) => Error.Rule(
        "banking.wrong_currency", $"This statement is in {found}, but the account is kept in {expected}. Nothing was imported.");

    /// <summary>A CSV file cannot be read before these are answered, each by the member of the profile that it belongs to.</summary>
    public static Error Mapping(bool given, IReadOnlyList<(string Field, string Message)> questions) => new(
        given ? "banking.mapping_mismatch" : "banking.mapping_needed",
        questions[0].Message,
        ErrorKind.Rule,
        questions.GroupBy(question => $"profile.{question.Field}", question => question.Message).ToDictionary(field => field.Key, field => field.ToArray()));

    public static Error NoUsableLine(RejectedLine first, int count) => Error.Rule(
        "banking.no_usable_line",
        $"None of the {count} line{(count == 1 ? "" : "s")} could be read. Line {first.Line}: {first.Reason}");
}

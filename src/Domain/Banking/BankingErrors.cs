using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>What can be wrong with a bank account or an import.</summary>
public static class BankingErrors
{
    public static Error ImportAlreadyUndone { get; } =
        Error.Conflict("banking.import_already_undone", "This import has already been undone.");

    public static Error InvalidIban(string text) =>
        Error.Rule("banking.invalid_iban", $"“{text}” is not a valid IBAN: its check digits do not fit. Compare it with a statement.");

    public static Error ImportHasBookedLines(int count) => Error.Conflict(
        "banking.import_has_booked_lines",
        $"{count} of its lines {(count == 1 ? "is" : "are")} posted or reconciled; undo that first, then undo the import.");

    public static Error WrongAccount(string found, string account) => Error.Rule(
        "banking.wrong_account",
        $"This statement belongs to another account, {found}. Nothing was imported into “{account}”.");

    public static Error SeveralAccounts(IEnumerable<string> found, string account) => Error.Rule(
        "banking.several_accounts",
        $"This file holds lines of several accounts ({string.Join(", ", found)}), and none of them is called “{account}”. "
        + "Open a bank account with the IBAN, number or name that is used in the file.");

    public static Error WrongCurrency(string found, string expected) => Error.Rule(
        "banking.wrong_currency", $"This statement is in {found}, but the account is kept in {expected}. Nothing was imported.");

    public static Error NoUsableLine(RejectedLine first, int count) => Error.Rule(
        "banking.no_usable_line",
        $"None of the {count} line{(count == 1 ? "" : "s")} could be read. Line {first.Line}: {first.Reason}");
}

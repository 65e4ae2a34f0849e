using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

public static class BankingErrors
{
    public static Error ImportAlreadyUndone { get; } =
        Error.Conflict("banking.import_already_undone", "This import has already been undone.");

    public static Error InvalidIban(string text) =>
        Error.Rule("banking.invalid_iban", $"“{text}” is not a valid IBAN: its check digits do not fit. Compare it with a statement.");

    public static Error ImportHasBookedLines(int count) => Error.Conflict(
        "banking.import_has_booked_lines",
        $"{count} of its lines {(count == 1 ? "is" : "are")} posted or reconciled; undo that first, then undo the import.");
}

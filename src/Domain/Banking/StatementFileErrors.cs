using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>Why a file is refused as a whole, before any of its lines is looked at.</summary>
public static class StatementFileErrors
{
    public static Error Empty { get; } = Error.Rule("banking.empty_file", "This file is empty. Download the statement from your bank again.");

    public static Error Binary { get; } = Unsupported("a file with binary data");

    public static Error DocumentType { get; } = Error.Rule(
        "banking.document_type_refused",
        "This file declares a document type or entities, which a bank statement never needs; it was refused for safety.");

    public static Error Truncated { get; } = Error.Rule(
        "banking.truncated_file", "This file ends in the middle: it was cut off. Download the statement from your bank again.");

    public static Error NestedTooDeeply { get; } =
        Error.Rule("banking.malformed_file", "This file is nested too deeply to be a bank statement.");

    public static Error NoStatement { get; } =
        Error.Rule("banking.no_statement", "This file holds no bank or card statement.");

    public static Error NoLines { get; } = Error.Rule("banking.no_lines", "This file has headings but no lines below them.");

    public static Error TooLarge(int megabytes) => new(
        "banking.file_too_large",
        $"This file is larger than {megabytes} MB. Ask your bank for a shorter period, or split the file.",
        ErrorKind.TooLarge);

    public static Error TooManyLines(int most) => new(
        "banking.too_many_lines", $"This file has more than {most} lines. Split it into shorter periods.", ErrorKind.TooLarge);

    public static Error Unsupported(string what) => new(
        "banking.unsupported_file", $"This is {what}. Download the statement from your bank as CAMT, MT940, OFX, QIF or CSV.", ErrorKind.UnsupportedType);

    public static Error NotXml(int line) => Error.Rule(
        "banking.malformed_file", $"Line {line} of this file is not valid XML. Download the statement from your bank again.");

    public static Error OpenQuote(int line) => Error.Rule(
        "banking.truncated_file",
        $"The quotation mark in line {line} is never closed: the file was cut off, or the mark is stray. Download the statement again.");

    public static Error LineTooLong(int line, int most) => Error.Rule(
        "banking.line_too_long", $"Line {line} is longer than {most} characters, so this is not a bank statement.");

    public static Error TooManyColumns(int most) =>
        Error.Rule("banking.too_many_columns", $"This file has more than {most} columns, so this is not a table of bank lines.");

    public static Error UnknownEncoding(string name) =>
        Error.Validation("profile.encoding", $"“{name}” is not a known text encoding; try utf-8 or windows-1252.");

    public static Error FromBank(string message, string code) => Error.Rule(
        "banking.bank_error", $"The bank put an error into this file instead of a statement: “{message}” ({code}). Download it again.");
}

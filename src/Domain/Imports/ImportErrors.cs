using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Imports;

/// <summary>Why a table does not come in.</summary>
public static class ImportErrors
{
    public const int LargestMegabytes = 5;
    public const int LargestSize = LargestMegabytes * 1024 * 1024;
    public const int MostRows = 20_000;

    public static Error TooLarge { get; } = new("imports.too_large", $"The file is larger than {LargestMegabytes} MB. Divide it.", ErrorKind.TooLarge);

    public static Error TooManyRows { get; } = new("imports.too_many_rows", $"The file has more than {MostRows} rows. Divide it.", ErrorKind.TooLarge);

    public static Error Empty { get; } = Error.Rule("imports.empty", "There is no row below the headings. Export the list again.");

    public static Error NoTable { get; } = new("imports.no_table", "This is no CSV file. Open it in a spreadsheet, save it as CSV and choose that file.", ErrorKind.UnsupportedType);

    public static Error NothingNew { get; } = Error.Conflict("imports.nothing_new", "Everything in this file is here already, so nothing came in.");

    public static Error Unreadable(string why) => Error.Rule("imports.unreadable", $"This file cannot be read as a table: {why}");

    /// <param name="count">How many rows have faults.</param>
    /// <param name="line">Of the first.</param>
    /// <param name="why">What is wrong there.</param>
    public static Error Faulty(int count, int line, string why) => Error.Rule(
        "imports.faulty", $"{count} {(count == 1 ? "row does" : "rows do")} not come in, so nothing did. Line {line}: {why} Correct the file, or leave out the rows with faults.");

    /// <param name="account">Where what the documents are about stands.</param>
    public static Error BalanceSaysIt(string account) => Error.Conflict(
        "imports.balance_says_it", $"The opening balances say already what is in {account}. Take that account out of them first: open documents bring it with them.");

    /// <param name="uses">Some of what is used, and by what.</param>
    public static Error InUse(string uses) => Error.Conflict("imports.in_use", $"Something was built on what came in: {uses}. Take that back first.");
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>
/// A line as a statement file tells it, before anybody knows whether it is new. <c>Number</c> is the line of the file
/// where it begins, counted from 1; a positive amount is money in; <c>BankId</c> is the bank's own id of the line, where
/// the format has one.
/// </summary>
public sealed record StatementLine(
    int Number,
    DateOnly Date,
    Money Amount,
    string Description,
    string? Counterparty = null,
    string? Reference = null,
    string? BankId = null)
{
    public const int LongestText = 2_000;
    public const int LongestBankId = 255;

    /// <summary>Ten trillion of a currency with cents: above every real payment, and thousands of them still add up.</summary>
    public const long LargestMinor = 1_000_000_000_000_000;
}

/// <summary>A line of a file that could not be read, and why, in words for a person.</summary>
public sealed record RejectedLine(int Line, string Reason);

/// <summary>How many lines of a file could not be read, and the first of them: at most <see cref="StatementImport.MostRejectedKept"/>.</summary>
public sealed record RejectedLines(IReadOnlyList<RejectedLine> First, int Count)
{
    public static RejectedLines None { get; } = new([], 0);
}

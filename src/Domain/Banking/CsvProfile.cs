namespace Financbase.Domain.Banking;

/// <summary>
/// How to read a bank's CSV file. A column is named by its heading, whatever its case, or by its position as
/// <c>#1</c>, <c>#2</c>, … What is null is found out from the file.
/// </summary>
public sealed record CsvProfile
{
    /// <summary>Name of the text encoding, e.g. <c>utf-8</c> or <c>windows-1252</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>One of <c>,</c> <c>;</c> <c>|</c> and tab.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The line with the headings, counted from 1; 0 when there are none.</summary>
    public int? HeaderLine { get; init; }

    public string? Date { get; init; }

    /// <summary>Of <c>d dd M MM MMM yy yyyy</c> and separators, e.g. <c>dd.MM.yyyy</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Signed amount; or unsigned, with <see cref="Indicator"/> telling the direction.</summary>
    public string? Amount { get; init; }

    /// <summary>Money in, where in and out are separate columns.</summary>
    public string? AmountIn { get; init; }

    public string? AmountOut { get; init; }

    /// <summary>Tells whether a line is money in or out, in the usual words of several languages.</summary>
    public string? Indicator { get; init; }

    /// <summary>The indicator's word for money out, where it is none of the usual ones; every other word means money in.</summary>
    public string? OutWord { get; init; }

    /// <summary>Turns every sign around: card statements often show spending as positive.</summary>
    public bool InvertSign { get; init; }

    /// <summary><c>.</c> or <c>,</c></summary>
    public string? DecimalSeparator { get; init; }

    public string? Currency { get; init; }

    /// <summary>Joined by a space, in this order, empty ones left out.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    public string? Counterparty { get; init; }

    public string? Reference { get; init; }

    /// <summary>The bank's own id of a line, the surest way to know it again.</summary>
    public string? BankId { get; init; }

    /// <summary>The account that a line belongs to.</summary>
    public string? Account { get; init; }

    /// <summary>The balance after each line.</summary>
    public string? Balance { get; init; }

    /// <summary>Every column that the mapping names, with the member of the profile that names it, in camelCase.</summary>
    public IEnumerable<(string Field, string Column)> NamedColumns()
    {
        (string Field, string? Column)[] single =
        [
            ("date", Date), ("amount", Amount), ("amountIn", AmountIn), ("amountOut", AmountOut), ("indicator", Indicator),
            ("currency", Currency), ("counterparty", Counterparty), ("reference", Reference), ("bankId", BankId),
            ("account", Account), ("balance", Balance),
        ];
        return single
            .Concat(Description.Select(column => ("description", (string?)column)))
            .Where(named => !string.IsNullOrWhiteSpace(named.Item2))
            .Select(named => (named.Item1, named.Item2!));
    }
}

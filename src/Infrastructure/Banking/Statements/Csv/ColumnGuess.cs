using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Guesses what each column of a table means: by its heading, and by what stands in it.</summary>
internal sealed class ColumnGuess(CsvSheet sheet)
{
    private readonly IReadOnlyList<string> _columns = sheet.Columns();
    private readonly string[] _plain = [.. sheet.Columns().Select(ColumnNames.Plain)];

    /// <summary>The given profile with every column filled in that could be found.</summary>
    public CsvProfile Complete(CsvProfile given)
    {
        var (amountIn, amountOut) = (Named(ColumnNames.AmountIn, IsNumeric), Named(ColumnNames.AmountOut, IsNumeric));
        var separate = amountIn is not null && amountOut is not null;
        var date = Named(ColumnNames.Date, IsDays) ?? Only(IsDays);
        var amount = Named(ColumnNames.Amount, IsNumeric) ?? (separate ? null : OnlyAmount(date));
        separate &= amount is null;
        return given with
        {
            Date = Name(date),
            Amount = Name(amount),
            AmountIn = separate ? Name(amountIn) : null,
            AmountOut = separate ? Name(amountOut) : null,
            Indicator = amount is { } unsigned && !Values(unsigned).Any(HasSign) ? Name(Named(ColumnNames.Indicator, IsDirection)) : null,
            Currency = Name(Named(ColumnNames.Currency, IsCurrency)),
            Description = [.. DescriptionColumns(date).Select(column => _columns[column])],
            Counterparty = Name(Named(ColumnNames.Counterparty, IsFilled)),
            Reference = Name(Named(ColumnNames.Reference, IsFilled)),
            BankId = Name(Named(ColumnNames.BankId, IsUnique)),
            Account = Name(Named(ColumnNames.Account, IsFilled)),
            Balance = Name(Named(ColumnNames.Balance, IsNumeric)),
        };
    }

    private int? Named(string[] names, Predicate<int> holds) => names
        .Select(name => Array.FindIndex(_plain, plain => plain == name))
        .Where(column => column >= 0 && holds(column))
        .Select(column => (int?)column)
        .FirstOrDefault();

    private int? Only(Predicate<int> holds)
    {
        var found = Enumerable.Range(0, _columns.Count).Where(column => holds(column)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    // Without a telling heading: the only column of numbers with decimals or signs that is not a balance.
    private int? OnlyAmount(int? date) => Only(column =>
        column != date && IsNumeric(column) && !ColumnNames.Balance.Contains(_plain[column]) && Values(column).Any(IsWrittenAsMoney));

    private IEnumerable<int> DescriptionColumns(int? date)
    {
        var parts = Enumerable.Range(0, _columns.Count).Where(column => ColumnNames.IsPurposePart(_plain[column])).ToList();
        var named = Named(ColumnNames.Description, IsFilled) ?? (parts.Count == 0 && sheet.Header is null ? Longest(date) : null);
        return (named is { } column ? [column] : Enumerable.Empty<int>()).Concat(parts);
    }

    private int? Longest(int? date) => Enumerable.Range(0, _columns.Count)
        .Where(column => column != date && !IsNumeric(column))
        .OrderByDescending(column => Values(column).Sum(value => value.Length))
        .Select(column => (int?)column)
        .FirstOrDefault();

    private bool IsFilled(int column) => Values(column).Any();

    private bool IsDays(int column) => IsFilled(column) && DateFormats.Find(Values(column)).Count > 0;

    private bool IsNumeric(int column) => IsFilled(column) && Mostly(column, IsAmount);

    private bool IsCurrency(int column) => IsFilled(column) && Values(column).All(value => Currency.TryParse(value, out _));

    private bool IsDirection(int column) => IsFilled(column) && DirectionWords.AreAll(Values(column));

    private bool IsUnique(int column) => Values(column).Distinct().Count() == sheet.Rows.Count;

    private bool Mostly(int column, Func<string, bool> holds) => Values(column).Count(holds) * 2 > Values(column).Count();

    private IEnumerable<string> Values(int column) => sheet.Rows.Select(row => row[column]).Where(value => value.Length > 0);

    private string? Name(int? column) => column is { } index ? _columns[index] : null;

    private static bool IsAmount(string value) =>
        AmountText.TryParse(value, '.', out _, out _) || AmountText.TryParse(value, ',', out _, out _);

    private static bool HasSign(string value) => value.AsSpan().IndexOfAny("-\u2212\u2013(") >= 0;

    private static bool IsWrittenAsMoney(string value) => HasSign(value) || value.AsSpan().IndexOfAny(".,") >= 0;
}

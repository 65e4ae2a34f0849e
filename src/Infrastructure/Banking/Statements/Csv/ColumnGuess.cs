using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>
/// Guesses what each column of a table means: by its heading, and by what stands in it. Where headings do not tell, every
/// column is looked at in every way.
/// </summary>
internal sealed class ColumnGuess
{
    private readonly CsvSheet _sheet;
    private readonly string[] _plain;
    private CsvEvidence _evidence;
    private bool _isThorough;

    private ColumnGuess(CsvSheet sheet)
    {
        _sheet = sheet;
        _plain = [.. sheet.Columns.Select(ColumnNames.Plain)];
        _evidence = CsvEvidence.Of(sheet, column => ColumnNames.Traits(_plain[column]));
    }

    /// <summary>The profile with every column filled in that could be found, and what showed them.</summary>
    public static (CsvProfile Profile, CsvEvidence Evidence) Complete(CsvSheet sheet, CsvProfile given)
    {
        var guess = new ColumnGuess(sheet);
        return (guess.Complete(given), guess._evidence);
    }

    private CsvProfile Complete(CsvProfile given)
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
            Indicator = amount is { } unsigned && !_evidence[unsigned].HasSigns ? Name(Named(ColumnNames.Indicator, IsDirection)) : null,
            Currency = Name(Named(ColumnNames.Currency, IsCurrency)),
            Description = [.. DescriptionColumns(date).Select(column => _sheet.Columns[column])],
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
        LookThoroughly();
        var found = Enumerable.Range(0, _plain.Length).Where(column => holds(column)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    // Without a telling heading: the only column of numbers with decimals or signs that is not a balance.
    private int? OnlyAmount(int? date) => Only(column =>
        column != date && IsNumeric(column) && !ColumnNames.Balance.Contains(_plain[column]) && _evidence[column].IsWrittenAsMoney);

    private IEnumerable<int> DescriptionColumns(int? date)
    {
        var parts = Enumerable.Range(0, _plain.Length).Where(column => ColumnNames.IsPurposePart(_plain[column])).ToList();
        var named = Named(ColumnNames.Description, IsFilled) ?? (parts.Count == 0 && _sheet.Header is null ? Longest(date) : null);
        return (named is { } column ? [column] : Enumerable.Empty<int>()).Concat(parts);
    }

    private int? Longest(int? date)
    {
        LookThoroughly();
        return Enumerable.Range(0, _plain.Length)
            .Where(column => column != date && !IsNumeric(column))
            .OrderByDescending(column => _evidence[column].Length)
            .Select(column => (int?)column)
            .FirstOrDefault();
    }

    private void LookThoroughly()
    {
        if (!_isThorough)
        {
            _evidence = CsvEvidence.Of(_sheet, column => ColumnNames.Traits(_plain[column]) | ColumnTraits.Days | ColumnTraits.Numbers);
            _isThorough = true;
        }
    }

    private bool IsFilled(int column) => _evidence[column].IsFilled;

    private bool IsDays(int column) => _evidence[column].IsDays;

    private bool IsNumeric(int column) => _evidence[column].IsNumeric;

    private bool IsCurrency(int column) => _evidence[column].IsCurrency;

    private bool IsDirection(int column) => _evidence[column].IsDirection;

    private bool IsUnique(int column) => _evidence[column] is { IsUnique: true } values && values.Values == _evidence.Rows;

    private string? Name(int? column) => column is { } index ? _sheet.Columns[index] : null;
}

using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>What is worth knowing of a column, since finding out takes time for each of its values.</summary>
[Flags]
internal enum ColumnTraits
{
    None = 0,
    Days = 1,
    Numbers = 2,
    Currencies = 4,
    Directions = 8,
    Unique = 16,
}

/// <summary>What the values of a column show together; empty ones count for nothing.</summary>
internal sealed class ColumnEvidence(ColumnTraits traits)
{
    private readonly DayEvidence? _days = traits.HasFlag(ColumnTraits.Days) ? new() : null;
    private readonly bool _numbers = traits.HasFlag(ColumnTraits.Numbers);
    private HashSet<Guid>? _different = traits.HasFlag(ColumnTraits.Unique) ? [] : null;
    private bool _currencies = traits.HasFlag(ColumnTraits.Currencies);
    private bool _directions = traits.HasFlag(ColumnTraits.Directions);
    private int _values;
    private int _amounts;

    /// <summary>The first value; empty when there is none.</summary>
    public string First { get; private set; } = "";

    /// <summary>Of all values together.</summary>
    public long Length { get; private set; }

    public bool HasSigns { get; private set; }

    /// <summary>Some value has a sign or a separator.</summary>
    public bool IsWrittenAsMoney { get; private set; }

    public DecimalEvidence Decimals { get; } = new();

    public bool IsFilled => _values > 0;

    public bool IsDays => DayFormats.Count > 0;

    public bool IsNumeric => _amounts * 2 > _values;

    public bool IsCurrency => IsFilled && _currencies;

    public bool IsDirection => IsFilled && _directions;

    /// <summary>No value stands twice; whether one is missing, <see cref="Values"/> tells.</summary>
    public bool IsUnique => _different is not null;

    public int Values => _values;

    public IReadOnlyList<string> DayFormats => _days?.Formats() ?? [];

    public void Take(string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        First = _values++ == 0 ? value : First;
        Length += value.Length;
        _days?.Take(value);
        _currencies = _currencies && Currency.TryParse(value, out _);
        _directions = _directions && DirectionWords.AreAll([value]);
        _different = _different?.Add(TextHash.Of(value)) == true ? _different : null;
        if (_numbers)
        {
            TakeNumber(value);
        }
    }

    private void TakeNumber(string value)
    {
        _amounts += AmountText.TryParse(value, '.', out _, out _) || AmountText.TryParse(value, ',', out _, out _) ? 1 : 0;
        HasSigns |= value.AsSpan().IndexOfAny("-\u2212\u2013(") >= 0;
        IsWrittenAsMoney |= HasSigns || value.AsSpan().IndexOfAny(".,") >= 0;
        Decimals.Take(value);
    }
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>What a row says, by field. What is no amount or no day is a fault of the row, and so is whatever else is noted.</summary>
internal sealed class ImportRow(int line, IReadOnlyDictionary<string, string> cells, Func<string, decimal?> amounts, Func<string, DateOnly?> days)
{
    private readonly List<string> _faults = [];

    public int Line => line;

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Null where it says nothing.</summary>
    public string? this[string field] => cells.GetValueOrDefault(field);

    public decimal? Amount(string field) => this[field] is not { } text ? null : amounts(text) is { } amount ? amount : Noted<decimal>($"“{text}” is no amount.");

    public DateOnly? Day(string field) => this[field] is not { } text ? null : days(text) is { } day ? day : Noted<DateOnly>($"“{text}” is no day.");

    public int? Whole(string field) => this[field] is not { } text ? null
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : Noted<int>($"“{text}” is no whole number.");

    /// <summary>The record behind a name; a name that none has is a fault.</summary>
    public T? Named<T>(string field, IReadOnlyDictionary<string, T> known, string what) where T : class
    {
        if (this[field] is not { } name)
            return null;
        if (known.TryGetValue(name, out var found))
            return found;
        Note($"There is no {what} “{name}”.");
        return null;
    }

    public void Note(string fault) => _faults.Add(fault);

    /// <summary>What is made of it; null, and a fault, where the domain refuses.</summary>
    public T? Tried<T>(Func<T> make) where T : class
    {
        try
        {
            return make();
        }
        catch (DomainException refused)
        {
            Note(refused.Error.Fields is { Count: > 0 } fields ? fields.First().Value[0] : refused.Error.Message);
            return null;
        }
    }

    private T? Noted<T>(string fault) where T : struct
    {
        Note(fault);
        return null;
    }
}

using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>Which column says what: as somebody chose, else as the headings are usually meant.</summary>
internal sealed class ImportColumns
{
    private readonly Dictionary<ImportField, int> _places = [];
    private readonly IReadOnlyList<string> _headings;
    private readonly IReadOnlyList<ImportField> _fields;

    /// <param name="fields">What columns may say.</param>
    /// <param name="headings">Of the file.</param>
    /// <param name="chosen">Headings, or places such as <c>#2</c>, by field; an empty one leaves the field out. Null leaves all to be found out.</param>
    /// <exception cref="DomainException"><c>validation_error</c>: a field or a heading is none.</exception>
    public ImportColumns(IReadOnlyList<ImportField> fields, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string>? chosen)
    {
        (_fields, _headings) = (fields, headings);
        if (chosen?.Keys.FirstOrDefault(key => fields.All(field => field.Key != key)) is { } unknown)
            throw Fault($"“{unknown}” is no field. There are: {string.Join(", ", fields.Select(field => field.Key))}.");

        foreach (var field in fields)
        {
            if (chosen is not null && chosen.TryGetValue(field.Key, out var heading))
            {
                if (heading.Trim().Length > 0)
                    _places[field] = PlaceOf(heading.Trim());
            }
            else if (Found(field) is { } place)
            {
                _places[field] = place;
            }
        }
    }

    /// <summary>Required ones that no column says.</summary>
    public IReadOnlyList<ImportField> Missing => [.. _fields.Where(one => one.IsRequired && !_places.ContainsKey(one))];

    public IReadOnlyList<ImportColumn> Views =>
        [.. _fields.Select(one => new ImportColumn(one.Key, one.Title, one.IsRequired, _places.TryGetValue(one, out var place) ? NameOf(place) : null))];

    /// <summary>What a row says, by field; empty cells say nothing.</summary>
    public IReadOnlyDictionary<string, string> Read(TableRow row) => _places
        .Where(one => one.Value < row.Cells.Count && !string.IsNullOrWhiteSpace(row.Cells[one.Value]))
        .ToDictionary(one => one.Key.Key, one => Text(row.Cells[one.Value].Trim()));

    // Downloads put an apostrophe before what a spreadsheet would take for a formula; everything is a text here.
    private static string Text(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    // Two columns of one name are told apart by their places.
    private string NameOf(int place) => _headings[place].Length > 0 && _headings.Count(heading => Same(heading, _headings[place])) == 1
        ? _headings[place]
        : string.Create(CultureInfo.InvariantCulture, $"#{place + 1}");

    private int? Found(ImportField field)
    {
        for (var place = 0; place < _headings.Count; place++)
        {
            if (!_places.ContainsValue(place) && field.Means(_headings[place]))
                return place;
        }

        return null;
    }

    private int PlaceOf(string heading)
    {
        if (heading[0] == '#' && int.TryParse(heading.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _headings.Count)
            return number - 1;
        for (var place = 0; place < _headings.Count; place++)
        {
            if (Same(_headings[place], heading))
                return place;
        }

        throw Fault($"No column is called “{heading}”.");
    }

    private static bool Same(string heading, string other) => string.Equals(heading.Trim(), other, StringComparison.OrdinalIgnoreCase);

    private static DomainException Fault(string message) => new(Error.Validation("columns", message));
}

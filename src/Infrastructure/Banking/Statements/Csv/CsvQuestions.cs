using Financbase.Application.Banking;
using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>What is still open before a table can be read with a profile, in words for a person.</summary>
internal static class CsvQuestions
{
    public static IEnumerable<MappingQuestion> About(CsvSheet sheet, CsvProfile profile)
    {
        var missing = profile.NamedColumns().Where(named => sheet.Find(named.Column) is null).ToList();
        foreach (var (field, column) in missing)
        {
            yield return new MappingQuestion(field, $"The column “{column}” is not in this file. It has: {string.Join(", ", sheet.Columns)}.");
        }

        if (profile.Date is null)
        {
            yield return new MappingQuestion("date", "Which column holds the date?");
        }

        if (profile.DateFormat is { } format && DateFormats.Normalise(format) is null)
        {
            yield return NoDateFormat(format);
        }

        if (profile.Amount is null && (profile.AmountIn is null || profile.AmountOut is null))
        {
            yield return new MappingQuestion("amount", "Which column holds the amount, or which two hold money in and money out?");
        }

        if (profile is { Amount: not null, AmountIn: not null } or { Amount: not null, AmountOut: not null })
        {
            yield return new MappingQuestion("amount", "Name either one column for the amount, or two for money in and money out, not both.");
        }

        if (profile.DecimalSeparator is not (null or "." or ","))
        {
            yield return NoSeparator;
        }
    }

    public static MappingQuestion NoDateFormat(string format) =>
        new("dateFormat", $"“{format}” is not a date format; write it like dd/MM/yyyy.");

    public static MappingQuestion NoSeparator { get; } = new("decimalSeparator", "The decimal separator is a point or a comma.");

    public static MappingQuestion DayOrMonthFirst(IReadOnlyList<string> formats, string example) => new(
        "dateFormat",
        $"A date like {example} can be read in more than one way; say which: {string.Join(" or ", formats)}.");

    public static MappingQuestion NoDays(string column, string example) =>
        new("date", $"The column “{column}” holds no dates that can be read, e.g. “{example}”. Choose another column or name the date format.");

    public static MappingQuestion PointOrComma { get; } =
        new("decimalSeparator", "Some amounts can be read in more than one way; say whether decimals stand behind a point or a comma.");
}

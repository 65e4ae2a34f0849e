using System.Text;
using Financbase.Domain.Imports;

namespace Financbase.Application.Imports;

/// <summary>A table of records that were kept elsewhere, and how it is to be taken.</summary>
/// <param name="Kind">What its rows are.</param>
/// <param name="FileName">For people.</param>
/// <param name="Content">A CSV file, at most 5 MB and 20,000 rows below the headings.</param>
/// <param name="Columns">Headings, or places such as <c>#2</c>, by field; what it leaves out is found by the usual headings.</param>
/// <param name="Update">What is here already and says something else is changed; otherwise such a row is a fault.</param>
/// <param name="SkipFaulty">Rows with faults are left out; otherwise one of them keeps everything out.</param>
/// <param name="DecimalSeparator"><c>.</c> or <c>,</c>; null to find out.</param>
/// <param name="DateFormat">Such as <c>dd.MM.yyyy</c>; null to find out.</param>
/// <param name="Day">The day as of which open documents move in; others have none.</param>
/// <param name="Remind">Customers are reminded of the open invoices, where the organization does that.</param>
public sealed record ImportTerms(
    ImportKind Kind, string FileName, ReadOnlyMemory<byte> Content, IReadOnlyDictionary<string, string>? Columns = null, bool Update = false, bool SkipFaulty = false,
    char? DecimalSeparator = null, string? DateFormat = null, DateOnly? Day = null, bool Remind = true)
{
    // What is in the file is nobody's log's.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Kind);
        return true;
    }
}

/// <summary>What becomes of a row.</summary>
public enum RowOutcome
{
    New,
    Same,
    Changed,
    Faulty,
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>
/// A field with its tag (<c>61</c>, <c>60F</c>, …) and the number of its message; the first line without the tag, the
/// others as they follow. Interim is what stands in an envelope that calls itself MT942.
/// </summary>
internal sealed record SwiftField(int Message, bool IsInterim, string Tag, int Line, List<string> Lines);

/// <summary>
/// What the fields from one <c>:20:</c> to the end of the statement say beside its lines. Announced is what the bank has not
/// booked: MT942.
/// </summary>
internal sealed class SwiftMessage
{
    private readonly Dictionary<string, SwiftField> _first = [];
    private readonly Dictionary<string, SwiftField> _last = [];
    private bool _calledInterim;

    // The floor limit and the sums of an interim report.
    private bool _announces;

    /// <summary>The bank's closing mark was there.</summary>
    public bool IsEnded { get; set; }

    public bool HasStatement { get; private set; }

    public bool IsAnnounced => Opening is null && Closing is null && (_calledInterim || _announces);

    public SwiftField? Account => Find("25") ?? Find("25P");

    public SwiftField? Opening => Find("60F") ?? Find("60M");

    /// <summary>The last one: some banks repeat it on each page.</summary>
    public SwiftField? Closing => _last.GetValueOrDefault("62F") ?? _last.GetValueOrDefault("62M");

    /// <summary>The currency that the first announcement to tell one names.</summary>
    public Currency? AnnouncedCurrency { get; private set; }

    public static bool IsOfStatement(string tag) => tag is "60F" or "60M" or "61" or "62F" or "62M" or "34F" or "90D" or "90C";

    public void Take(SwiftField field)
    {
        _calledInterim |= field.IsInterim;
        HasStatement |= IsOfStatement(field.Tag);
        if (field.Tag is "25" or "25P" or "60F" or "60M")
        {
            _first.TryAdd(field.Tag, field);
        }

        if (field.Tag is "62F" or "62M")
        {
            _last[field.Tag] = field;
        }

        if (field.Tag is "34F" or "90D" or "90C")
        {
            _announces = true;
            AnnouncedCurrency ??= CurrencyIn(field.Lines[0].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
        }
    }

    private SwiftField? Find(string tag) => _first.GetValueOrDefault(tag);

    private static Currency? CurrencyIn(string text) =>
        text.Length >= 3 && Currency.TryParse(text[..3], out var currency) ? currency : null;
}

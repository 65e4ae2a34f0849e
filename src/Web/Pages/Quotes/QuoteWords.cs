using Financbase.Domain.Sales;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Quotes;

/// <summary>How far a quote is, for people.</summary>
public static class QuoteWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<QuoteStatus>(status => status.ToString());

    public static Tone ToneOf(this QuoteStatus status) => status switch
    {
        QuoteStatus.Accepted => Tone.Ok,
        QuoteStatus.Sent => Tone.Info,
        QuoteStatus.Declined => Tone.Bad,
        QuoteStatus.Expired => Tone.Warn,
        _ => Tone.Idle,
    };

    public static string IconOf(this QuoteStatus status) => status switch
    {
        QuoteStatus.Accepted => "circle-check",
        QuoteStatus.Sent => "send",
        QuoteStatus.Declined => "ban",
        QuoteStatus.Expired => "clock",
        _ => "file-pen",
    };
}

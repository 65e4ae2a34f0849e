namespace Financbase.Web.TagHelpers;

/// <summary>What a colour means. Never the only carrier of the meaning: an icon and a word stand beside it.</summary>
public enum Tone
{
    /// <summary>Nothing to do: a draft, a stopped thing, something not reached.</summary>
    Idle,
    Ok,
    Info,
    Warn,

    /// <summary>Only for what a person must act on.</summary>
    Bad,
}

public static class ToneNames
{
    /// <summary>The value of <c>data-tone</c>, by which the style sheet picks the pair of colours.</summary>
    public static string Name(this Tone tone) => tone switch
    {
        Tone.Idle => "idle",
        Tone.Ok => "ok",
        Tone.Info => "info",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
    };
}

using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Errors;

/// <summary>What a status code means to a person and what can be done.</summary>
public sealed record Trouble(int Code, string Title, string Text, string Icon, Tone Tone, bool OfferBack)
{
    /// <param name="code">The HTTP status.</param>
    /// <param name="expiredForm">A form's antiforgery token did not fit: it was open too long, or the user changed.</param>
    public static Trouble Of(int code, bool expiredForm) => code switch
    {
        400 when expiredForm => new(400, "This form has expired",
            "It was open for a long time, or you signed in or out in another tab. Go back, reload the page and send it again.",
            "hourglass", Tone.Warn, true),
        400 => new(400, "This request could not be read",
            "Something in the address or the form is not as expected. Go back and try again.", "file-question-mark", Tone.Warn, true),
        401 => new(401, "Sign in to continue", "This page needs you to be signed in.", "lock", Tone.Info, false),
        403 => new(403, "You may not do this",
            "Your role in this organization does not allow it. An owner can change that.", "shield-x", Tone.Warn, true),
        404 => new(404, "Page not found",
            "It may have been removed, the address may be mistyped, or it belongs to an organization that you are not in.",
            "file-question-mark", Tone.Idle, true),
        405 => new(405, "This does not work here", "This page cannot do what was asked of it. Go back and try again.", "ban", Tone.Warn, true),
        410 => new(410, "This is no longer available", "The link has been used or has expired. Ask for a new one.", "clock", Tone.Idle, false),
        413 => new(413, "This file is too large", "Nothing was stored. Split the file, or export a shorter period, and try again.", "file-x", Tone.Warn, true),
        415 => new(415, "This kind of file is not supported", "Nothing was stored. Check that you picked the right file.", "file-x", Tone.Warn, true),
        429 => new(429, "Too many requests", "Wait a minute, then try again.", "timer", Tone.Warn, true),
        503 => new(503, "Financbase is busy or restarting", "Nothing was lost. Try again in a moment.", "server-crash", Tone.Warn, false),
        >= 400 and < 500 => new(code, "This request was refused", "Go back and try again.", "ban", Tone.Warn, true),
        _ => new(500, "Something went wrong on our side",
            "Nothing half-done was stored. Try again; if it happens again, tell support the reference below.", "server-crash", Tone.Bad, true),
    };
}

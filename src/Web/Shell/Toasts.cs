using System.Text.Json;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Financbase.Web.Shell;

/// <summary>One sentence about what just happened, shown once on the next thing drawn: a page after a redirect, or a fragment.</summary>
public sealed record Toast(string Text, Tone Tone);

public static class Toasts
{
    private const string Key = "toasts";

    public static void Toast(this PageModel page, string text, Tone tone = Tone.Ok)
    {
        Toast[] waiting = [.. Peek(page.TempData), new Toast(text, tone)];
        page.TempData[Key] = JsonSerializer.Serialize(waiting);
    }

    /// <summary>Reading takes them away.</summary>
    public static IReadOnlyList<Toast> Take(ITempDataDictionary data)
    {
        var waiting = Peek(data);
        if (waiting.Length > 0)
        {
            data.Remove(Key);
        }

        return waiting;
    }

    private static Toast[] Peek(ITempDataDictionary data) =>
        data.Peek(Key) is string json ? JsonSerializer.Deserialize<Toast[]>(json) ?? [] : [];
}

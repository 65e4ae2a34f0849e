using System.Collections.Concurrent;
using System.Globalization;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>How much of a moment is shown.</summary>
public enum Moment
{
    Day,
    Minute,
    Second,
    Clock,
}

/// <summary>
/// <c>&lt;when at="execution.StartedAt" /&gt;</c> for a moment, shown in the reader's time zone, and
/// <c>&lt;when on="line.Date" /&gt;</c> for a business date, which has no zone. Both in the reader's culture.
/// </summary>
[HtmlTargetElement("when", Attributes = "at", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("when", Attributes = "on", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper : TagHelper
{
    public DateTimeOffset? At { get; set; }

    public DateOnly? On { get; set; }

    public Moment Show { get; set; } = Moment.Minute;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        var culture = CultureInfo.CurrentCulture;
        if (On is { } date)
        {
            output.Attributes.SetAttribute("datetime", date.ToString("O", CultureInfo.InvariantCulture));
            output.Content.SetContent(date.ToString(DayPattern(culture), culture));
        }
        else if (At is { } moment)
        {
            var zone = Appearance.Of(ViewContext.HttpContext.Request).Zone;
            var local = TimeZoneInfo.ConvertTime(moment, zone);
            output.Attributes.SetAttribute("datetime", moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            output.Attributes.SetAttribute("title", $"{local.ToString("F", culture)} ({zone.Id})");
            output.Content.SetContent(Text(local, culture));
        }
        else
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "muted");
            output.Content.SetContent("–");
        }
    }

    private string Text(DateTimeOffset local, CultureInfo culture)
    {
        var time = culture.DateTimeFormat;
        return Show switch
        {
            Moment.Day => local.ToString(DayPattern(culture), culture),
            Moment.Minute => local.ToString($"{DayPattern(culture)}, {time.ShortTimePattern}", culture),
            Moment.Second => local.ToString($"{DayPattern(culture)}, {time.LongTimePattern}", culture),
            Moment.Clock => local.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        };
    }

    // The culture's own order and punctuation, without the weekday and with the month abbreviated: “23 Nov 2026”. A list asks
    // for it in every row.
    private static string DayPattern(CultureInfo culture) => DayPatterns.GetOrAdd(culture, static one => one.DateTimeFormat.LongDatePattern
        .Replace("dddd", "", StringComparison.Ordinal)
        .Replace("MMMM", "MMM", StringComparison.Ordinal)
        .Trim(' ', ',', '.'));

    private static readonly ConcurrentDictionary<CultureInfo, string> DayPatterns = [];
}

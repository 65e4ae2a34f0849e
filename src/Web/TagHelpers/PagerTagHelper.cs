using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// The foot of a list paged by key: <c>next</c> is the cursor of the following page (none on the last). The other
/// query values (filters, search) stay, so every page has an address of its own. Says nothing when one page is all.
/// </summary>
[HtmlTargetElement("pager", Attributes = "next", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper : TagHelper
{
    // Razor hands a null over as an empty text.
    public string? Next { get => field; set => field = value is { Length: > 0 } ? value : null; }

    /// <summary>What the page shows, e.g. “50 lines, newest first”.</summary>
    public string Text { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var onFirst = !request.Query.ContainsKey(KeptQuery.Cursor);
        if (onFirst && Next is null && Text.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bar pager");
        output.Attributes.SetAttribute("aria-label", "Pages");
        output.Content.AppendHtml(new TagBuilder("span").Containing(Text));
        var gap = new TagBuilder("span");
        gap.AddCssClass("grow");
        output.Content.AppendHtml(gap);
        if (!onFirst)
        {
            output.Content.AppendHtml(Button(null).Containing(IconTagHelper.Svg(ViewContext, "chevron-left"), "First page"));
        }

        if (Next is not null)
        {
            output.Content.AppendHtml(Button(Next).Containing("Next page", IconTagHelper.Svg(ViewContext, "chevron-right")));
        }
    }

    private TagBuilder Button(string? cursor)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = KeptQuery.Without(request, KeptQuery.Cursor);
        var link = new TagBuilder("a");
        link.AddCssClass("btn");
        link.Attributes["data-variant"] = "outline";
        link.Attributes["data-size"] = "sm";
        link.Attributes["href"] = KeptQuery.Address(request, cursor is null ? kept : kept.Append(KeyValuePair.Create(KeptQuery.Cursor, (string?)cursor)));
        return link;
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// The page's one heading, its sentence and its actions (the content). Also names the page for the title bar and the
/// breadcrumb. A <c>&lt;badge&gt;</c> for the heading goes into <c>state</c> as a rendered part.
/// </summary>
[HtmlTargetElement("page-head", Attributes = "title")]
public sealed class PageHeadTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string? Lead { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] = Title;
        var parts = new PageHeadParts();
        context.Items[typeof(PageHeadParts)] = parts;
        var actions = await output.GetChildContentAsync();

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page-head");
        var heading = new TagBuilder("h1").Containing(Title);
        var words = new TagBuilder("div").Containing(heading);
        if (parts.State is { } state)
        {
            heading.AddCssClass("row wrap");
            heading.Containing(" ", state);
        }

        if ((parts.Lead ?? (object?)Lead) is { } lead)
        {
            words.Containing(new TagBuilder("p").Containing(lead));
        }

        output.Content.AppendHtml(words);
        if (!actions.IsEmptyOrWhiteSpace)
        {
            var row = new TagBuilder("div").Containing(actions);
            row.AddCssClass("row");
            output.Content.AppendHtml(row);
        }
    }
}

/// <summary><c>&lt;page-state&gt;</c> inside a page head stands beside the title, <c>&lt;page-lead&gt;</c> below it.</summary>
[HtmlTargetElement("page-state", ParentTag = "page-head")]
[HtmlTargetElement("page-lead", ParentTag = "page-head")]
public sealed class PageHeadPartTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = (PageHeadParts)context.Items[typeof(PageHeadParts)];
        var content = await output.GetChildContentAsync();
        if (context.TagName == "page-state")
        {
            parts.State = content;
        }
        else
        {
            parts.Lead = content;
        }

        output.SuppressOutput();
    }
}

internal sealed class PageHeadParts
{
    public TagHelperContent? State { get; set; }

    public TagHelperContent? Lead { get; set; }
}

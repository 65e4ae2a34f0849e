using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>A list without rows: what it is for (<c>title</c>, <c>text</c>) and the first action (the content).</summary>
[HtmlTargetElement("empty-state", Attributes = "icon,title,text")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Icon { get; set; } = "";

    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty");
        output.Content
            .AppendHtml(new TagBuilder("figure").Containing(IconTagHelper.Svg(ViewContext, Icon)))
            .AppendHtml(new TagBuilder("h2").Containing(Title))
            .AppendHtml(new TagBuilder("p").Containing(Text));
        if (!actions.IsEmptyOrWhiteSpace)
        {
            var row = new TagBuilder("div").Containing(actions);
            row.AddCssClass("row");
            output.Content.AppendHtml(row);
        }
    }
}

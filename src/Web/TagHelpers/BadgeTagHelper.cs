using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary><c>&lt;badge tone="Ok" icon="check"&gt;Paid&lt;/badge&gt;</c>: a state as icon, word and colour together.</summary>
[HtmlTargetElement("badge", Attributes = "tone,icon")]
public sealed class BadgeTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    public string Icon { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "badge");
        output.Attributes.SetAttribute("data-variant", "outline");
        output.Attributes.SetAttribute("data-tone", Tone.Name());
        output.PreContent.SetHtmlContent(IconTagHelper.Svg(ViewContext, Icon));
    }
}

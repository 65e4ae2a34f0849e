using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// <c>&lt;icon name="bell" /&gt;</c>: one symbol of the sprite that the build makes from <c>Assets/icons.txt</c>.
/// Decoration unless a <c>label</c> is given.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private const string Sprite = "lib/icons.svg";

    public string Name { get; set; } = "";

    public string? Label { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var svg = Svg(ViewContext, Name, Label);
        output.TagName = svg.TagName;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.MergeAttributes(svg);
        output.Content.SetHtmlContent(svg.InnerHtml);
    }

    /// <summary>The same icon for other tag helpers; the address carries the sprite's fingerprint when there is one.</summary>
    internal static TagBuilder Svg(ViewContext view, string name, string? label = null)
    {
        var assets = view.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        var use = new TagBuilder("use");
        use.Attributes["href"] = $"/{assets?[Sprite] ?? Sprite}#{name}";

        var svg = new TagBuilder("svg");
        svg.AddCssClass(name == "mark" ? "mark" : "icon");
        svg.Attributes[label is null ? "aria-hidden" : "role"] = label is null ? "true" : "img";
        if (label is not null)
        {
            svg.Attributes["aria-label"] = label;
        }

        svg.InnerHtml.AppendHtml(use);
        return svg;
    }
}

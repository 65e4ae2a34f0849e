using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>Takes home what the list shows, all pages of it, by the page's handler <c>Csv</c>.</summary>
[HtmlTargetElement("csv-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CsvLinkTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var query = KeptQuery.Without(request, KeptQuery.Cursor, KeptQuery.Handler).Append(KeyValuePair.Create(KeptQuery.Handler, (string?)"Csv"));
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "btn");
        output.Attributes.SetAttribute("data-variant", "outline");
        output.Attributes.SetAttribute("data-size", "sm");
        output.Attributes.SetAttribute("href", KeptQuery.Address(request, query));
        output.Attributes.SetAttribute("download", "");
        output.Content.AppendHtml(IconTagHelper.Svg(ViewContext, "download"));
        output.Content.Append("CSV");
    }
}

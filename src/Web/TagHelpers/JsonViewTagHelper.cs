using System.Text.Json;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// <c>&lt;json-view id="input" label="Input of step 6" value="step.Input" /&gt;</c>: JSON laid out for reading, scrollable
/// by keyboard. A very large value is cut with a word about it.
/// </summary>
[HtmlTargetElement("json-view", Attributes = "id,label,value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class JsonViewTagHelper : TagHelper
{
    public string Id { get; set; } = "";

    public string Label { get; set; } = "";

    public JsonElement? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "pre";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("id", Id);
        output.Attributes.SetAttribute("class", "code");
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", Label);
        if (Value is { ValueKind: not JsonValueKind.Undefined } value)
        {
            output.Content.SetHtmlContent(JsonMarkup.Of(value));
        }
        else
        {
            output.Content.SetHtmlContent(new TagBuilder("span") { Attributes = { ["class"] = "muted" } }.Containing("nothing"));
        }
    }
}

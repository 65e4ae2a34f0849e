using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// <c>&lt;form-errors /&gt;</c>: what is wrong with the form as a whole, or with <c>name</c> as a whole; nothing when
/// nothing is.
/// </summary>
[HtmlTargetElement("form-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormErrorsTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        string[] messages = ViewContext.ViewData.ModelState.TryGetValue(Name, out var whole)
            ? [.. whole.Errors.Select(error => error.ErrorMessage).Where(message => message.Length > 0)]
            : [];
        if (messages.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice");
        output.Attributes.SetAttribute("data-tone", Tone.Bad.Name());
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml(IconTagHelper.Svg(ViewContext, "circle-alert"));
        var list = new TagBuilder(messages.Length == 1 ? "div" : "ul");
        foreach (var message in messages)
        {
            list.Containing(messages.Length == 1 ? message : new TagBuilder("li").Containing(message));
        }

        output.Content.AppendHtml(list);
    }
}

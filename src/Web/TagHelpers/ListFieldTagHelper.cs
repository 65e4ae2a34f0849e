using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// One more thing that a <c>list-search</c> asks: <c>choices</c> make it a menu, <c>type</c> says what an input is. It shows
/// what stands in the address.
/// </summary>
[HtmlTargetElement("list-field", ParentTag = "list-search", Attributes = "name,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ListFieldTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>For who cannot see it, e.g. “From day”.</summary>
    public string Label { get; set; } = "";

    public string Type { get; set; } = "text";

    public string? Placeholder { get; set; }

    /// <summary>What stands before an input that cannot say itself what it is for, such as a day.</summary>
    public string? Word { get; set; }

    public IReadOnlyList<Choice>? Choices { get; set; }

    /// <summary>What the menu is called without a choice, e.g. “every role”.</summary>
    public string All { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ((ICollection<string>)context.Items[typeof(ListSearchTagHelper)]).Add(Name);
        var asked = ViewContext.HttpContext.Request.Query[Name].ToString();
        output.Attributes.SetAttribute("name", Name);
        output.Attributes.SetAttribute("aria-label", Label);
        if (Choices is not null)
        {
            output.TagName = "select";
            output.TagMode = TagMode.StartTagAndEndTag;
            output.Attributes.SetAttribute("class", "select");
            foreach (var choice in Choices.Prepend(new Choice("", All)))
            {
                var option = new TagBuilder("option").Containing(choice.Word);
                option.Attributes["value"] = choice.Value;
                if (choice.Is(asked))
                    option.Attributes["selected"] = "selected";
                output.Content.AppendHtml(option);
            }

            return;
        }

        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("class", "input");
        output.Attributes.SetAttribute("type", Type);
        output.Attributes.SetAttribute("value", asked);
        if (Placeholder is not null)
            output.Attributes.SetAttribute("placeholder", Placeholder);
        if (Word is not null)
        {
            output.PreElement.AppendHtml("<label>").Append(Word);
            output.PostElement.AppendHtml("</label>");
        }
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// The search of a list: a form that asks for the same address with <c>?text=</c>. Other filters stay, and it starts at the
/// first page. What else it asks for stands in it as <c>list-field</c>; without a placeholder, that is all.
/// </summary>
[HtmlTargetElement("list-search", Attributes = "label")]
public sealed class ListSearchTagHelper : TagHelper
{
    /// <summary>For who cannot see the form, e.g. “Search members”.</summary>
    public string Label { get; set; } = "";

    /// <summary>What is searched, e.g. “Name or description”.</summary>
    public string Placeholder { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        List<string> asked = [KeptQuery.Text];
        context.Items[typeof(ListSearchTagHelper)] = asked;
        var fields = await output.GetChildContentAsync();
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bar");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("action", request.PathBase.Add(request.Path).ToUriComponent());
        foreach (var (name, value) in KeptQuery.Without(request, [.. asked, KeptQuery.Cursor, KeptQuery.Handler]))
            output.Content.AppendHtml(Input("hidden", name, value));

        var hasText = Placeholder.Length > 0;
        if (hasText)
            output.Content.AppendHtml(Text(request.Query[KeptQuery.Text]));
        else
            output.Attributes.SetAttribute("aria-label", Label);
        output.Content.AppendHtml(fields);

        var button = new TagBuilder("button").Containing(IconTagHelper.Svg(ViewContext, hasText ? "search" : "funnel"), hasText ? "Search" : "Filter");
        button.AddCssClass("btn");
        button.Attributes["type"] = "submit";
        button.Attributes["data-variant"] = "outline";
        button.Attributes["data-size"] = "sm";
        output.Content.AppendHtml(button);
    }

    private TagBuilder Text(string? asked)
    {
        var text = Input("search", KeptQuery.Text, asked);
        text.AddCssClass("input");
        text.Attributes["placeholder"] = Placeholder;
        text.Attributes["aria-label"] = Label;
        text.Attributes["maxlength"] = "200";
        var group = new TagBuilder("div").Containing(text);
        group.AddCssClass("input-group grow");
        return group;
    }

    private static TagBuilder Input(string type, string name, string? value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;
        return input;
    }
}

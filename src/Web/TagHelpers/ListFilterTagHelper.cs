using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// The states of a list as links: each is the same address with another value of <c>name</c>. Search and other filters stay,
/// and it starts at the first page.
/// </summary>
[HtmlTargetElement("list-filter", Attributes = "name,label,choices", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ListFilterTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>For who cannot see that they are states, e.g. “Status”.</summary>
    public string Label { get; set; } = "";

    public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>What the list is called without a choice.</summary>
    public string All { get; set; } = "All";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = KeptQuery.Without(request, Name, KeptQuery.Cursor, KeptQuery.Handler).ToList();
        var chosen = Choices.FirstOrDefault(choice => choice.Is(request.Query[Name]));
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "filters");
        output.Attributes.SetAttribute("aria-label", Label);
        foreach (var choice in Choices.Prepend(null))
        {
            var link = new TagBuilder("a").Containing(choice?.Word ?? All);
            link.Attributes["href"] = KeptQuery.Address(request, choice is null ? kept : kept.Append(KeyValuePair.Create(Name, (string?)choice.Value)));
            if (choice == chosen)
                link.Attributes["aria-current"] = "page";
            output.Content.AppendHtml(link);
        }
    }
}

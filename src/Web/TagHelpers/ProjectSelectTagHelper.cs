using Financbase.Application.Ledger;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>Chooses a line's project, or none. One that is archived by now is still shown, with what to do.</summary>
[HtmlTargetElement("project-select", Attributes = "for,projects,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProjectSelectTagHelper : TagHelper
{
    /// <summary>A <see cref="Guid"/>, or nothing.</summary>
    public ModelExpression For { get; set; } = null!;

    public IReadOnlyList<ProjectView> Projects { get; set; } = [];

    /// <summary>For who cannot see the column, e.g. “Project 2”.</summary>
    public string Label { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "select";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("name", ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));
        output.Attributes.SetAttribute("class", "select");
        output.Attributes.SetAttribute("aria-label", Label);
        var chosen = For.Model as Guid?;
        Add(output, "", "None", chosen is null);
        foreach (var project in Projects)
            Add(output, $"{project.Id}", $"{project.Code} {project.Name}", chosen == project.Id.Value);
        if (chosen is { } kept && Projects.All(project => project.Id.Value != kept))
            Add(output, $"{kept}", "Archived: choose another", isChosen: true);
    }

    private static void Add(TagHelperOutput output, string value, string words, bool isChosen)
    {
        var option = new TagBuilder("option").Containing(words);
        option.Attributes["value"] = value;
        if (isChosen)
            option.Attributes["selected"] = "selected";
        output.Content.AppendHtml(option);
    }
}

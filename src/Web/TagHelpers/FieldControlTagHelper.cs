using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>Ties an <c>input</c>, <c>select</c> or <c>textarea</c> inside a <c>field</c> to its label, hint and error.</summary>
[HtmlTargetElement("input", ParentTag = "field", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select", ParentTag = "field")]
[HtmlTargetElement("textarea", ParentTag = "field")]
public sealed class FieldControlTagHelper : TagHelper
{
    // After the framework's own input tag helper, which sets the id and the type.
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(FieldState), out var item) || item is not FieldState field)
        {
            return;
        }

        output.Attributes.SetAttribute("id", field.Id);
        AddClass(output, output.TagName);

        if (field.HintId is not null || field.ErrorId is not null)
        {
            output.Attributes.SetAttribute(
                "aria-describedby", string.Join(' ', new[] { field.ErrorId, field.HintId }.Where(id => id is not null)));
        }

        if (field.ErrorId is not null)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        if (field.Focus)
        {
            output.Attributes.SetAttribute("autofocus", "autofocus");
        }
    }

    private static void AddClass(TagHelperOutput output, string name)
    {
        var existing = output.Attributes["class"]?.Value.ToString();
        output.Attributes.SetAttribute("class", existing is null ? name : $"{name} {existing}");
    }
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// A control with its label, hint and error tied together:
/// <code>&lt;field for="Input.Name" label="Name" hint="…"&gt;&lt;input asp-for="Input.Name" /&gt;&lt;/field&gt;</code>
/// Where no model expression fits, <c>name</c> gives the field's full name. The control inside gets its id, <c>aria-describedby</c>, <c>aria-invalid</c> and, as the first faulty one of the
/// page, <c>autofocus</c> from <see cref="FieldControlTagHelper"/>.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
[HtmlTargetElement("field", Attributes = "name,label")]
public sealed class FieldTagHelper : TagHelper
{
    private static readonly object FocusGiven = new();

    public ModelExpression? For { get; set; }

    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public bool Optional { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = For is null ? Name : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var error = FirstError(name);
        context.Items[typeof(FieldState)] = new FieldState(
            id, Hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error", error is not null && TakeFocus());

        var control = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(LabelOf(id)).AppendHtml(control);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line(id + "-hint", "hint").Containing(Hint));
        }

        if (error is not null)
        {
            output.Attributes.SetAttribute("data-invalid", "true");
            output.Content.AppendHtml(Line(id + "-error", "error").Containing(IconTagHelper.Svg(ViewContext, "circle-alert"), error));
        }
    }

    private string? FirstError(string name) =>
        ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) && entry.ValidationState == ModelValidationState.Invalid
            ? entry.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0) ?? "This value is not valid."
            : null;

    private bool TakeFocus() => ViewContext.HttpContext.Items.TryAdd(FocusGiven, true);

    private TagBuilder LabelOf(string id)
    {
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" ").AppendHtml(new TagBuilder("small").Containing("optional"));
        }

        return label;
    }

    private static TagBuilder Line(string id, string kind)
    {
        var line = new TagBuilder("p");
        line.Attributes["id"] = id;
        line.AddCssClass(kind);
        return line;
    }
}

/// <summary>What a field tells the control inside it.</summary>
internal sealed record FieldState(string Id, string? HintId, string? ErrorId, bool Focus);

internal static class Elements
{
    public static TagBuilder Containing(this TagBuilder element, params object[] parts)
    {
        foreach (var part in parts)
        {
            _ = part is IHtmlContent html ? element.InnerHtml.AppendHtml(html) : element.InnerHtml.Append((string)part);
        }

        return element;
    }
}

using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class FieldTagHelperTests
{
    [Test]
    public async Task Ties_label_and_hint_to_the_control()
    {
        var html = await Field(Rendered.View(), "Name", hint: "Shown in lists.");

        html.ShouldContain("<label for=\"Input_Name\">Name</label>");
        html.ShouldContain("<input id=\"Input_Name\" class=\"input\" aria-describedby=\"Input_Name-hint\">");
        html.ShouldContain("<p class=\"hint\" id=\"Input_Name-hint\">Shown in lists.</p>");
        html.ShouldNotContain("aria-invalid");
    }

    [Test]
    public async Task Ties_the_error_to_the_control_and_encodes_it()
    {
        var view = Rendered.View();
        view.ViewData.ModelState.AddModelError("Input.Name", "Not <b>this</b>.");

        var html = await Field(view, "Name", hint: "Shown in lists.");

        html.ShouldContain("aria-describedby=\"Input_Name-error Input_Name-hint\"");
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain("id=\"Input_Name-error\"");
        html.ShouldContain("Not &lt;b&gt;this&lt;/b&gt;.");
        html.ShouldStartWith("<div class=\"field\" data-invalid=\"true\">");
    }

    [Test]
    public async Task Only_the_first_faulty_control_takes_the_focus()
    {
        var view = Rendered.View();
        view.ViewData.ModelState.AddModelError("Input.Name", "Required.");
        view.ViewData.ModelState.AddModelError("Input.Currency", "Required.");

        (await Field(view, "Name")).ShouldContain("autofocus");
        (await Field(view, "Currency")).ShouldNotContain("autofocus");
    }

    [Test]
    public async Task A_textarea_keeps_its_own_class_beside_the_kits()
    {
        var control = new FieldControlTagHelper();
        var output = new TagHelperOutput("textarea", [new("class", "editor")], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        var context = new TagHelperContext(
            "textarea", [], new Dictionary<object, object> { [typeof(FieldState)] = new FieldState("x", null, null, false) }, "1");

        await control.ProcessAsync(context, output);

        output.Attributes["class"].Value.ShouldBe("textarea editor");
    }

    private static Task<string> Field(ViewContext view, string property, string? hint = null)
    {
        var explorer = new EmptyModelMetadataProvider().GetModelExplorerForType(typeof(string), null);
        var field = new FieldTagHelper
        {
            For = new ModelExpression($"Input.{property}", explorer),
            Label = property,
            Hint = hint,
            ViewContext = view,
        };
        return field.AsHtmlAsync("field", [], context => Task.FromResult(Control(context)));
    }

    // What Razor does with an <input> inside the field: its own helper runs with the outer one's items.
    private static string Control(TagHelperContext outer)
    {
        var output = new TagHelperOutput("input", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()))
        {
            TagMode = TagMode.StartTagOnly,
        };
        new FieldControlTagHelper().Process(new TagHelperContext("input", [], outer.Items, "2"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}

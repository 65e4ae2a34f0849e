using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class FormErrorsTagHelperTests
{
    [Test]
    public async Task Says_nothing_when_nothing_is_wrong() =>
        (await new FormErrorsTagHelper { ViewContext = Rendered.View() }.AsHtmlAsync("form-errors")).ShouldBeEmpty();

    [Test]
    public async Task Shows_what_belongs_to_no_field_of_the_form()
    {
        var view = Rendered.View();
        var state = view.ViewData.ModelState;
        state.SetModelValue("Input.Name", "", "");

        state.AddError(Error.Validation(new Dictionary<string, string[]> { ["name"] = ["Required."], ["nowhere"] = ["Lost."] }), "Input");

        state["Input.Name"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Required.");
        var html = await new FormErrorsTagHelper { ViewContext = view }.AsHtmlAsync("form-errors");
        html.ShouldContain("role=\"alert\"");
        html.ShouldContain("Lost.");
        html.ShouldNotContain("Required.");
    }

    [Test]
    public async Task A_broken_rule_is_its_own_sentence()
    {
        var view = Rendered.View();

        view.ViewData.ModelState.AddError(Error.Rule("banking.closed", "This account is closed."), "Input");

        (await new FormErrorsTagHelper { ViewContext = view }.AsHtmlAsync("form-errors")).ShouldContain("This account is closed.");
    }
}

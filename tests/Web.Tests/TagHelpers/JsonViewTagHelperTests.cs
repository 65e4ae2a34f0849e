using System.Text.Json;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class JsonViewTagHelperTests
{
    [Test]
    public async Task Can_be_scrolled_by_keyboard_and_has_a_name()
    {
        var html = await new JsonViewTagHelper { Id = "in", Label = "Input of step 1", Value = JsonElement.Parse("[1]") }.AsHtmlAsync("json-view");

        html.ShouldStartWith("<pre id=\"in\" class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"Input of step 1\">[");
    }

    [Test]
    public async Task No_value_is_said_to_be_nothing() =>
        (await new JsonViewTagHelper { Id = "in", Label = "Input" }.AsHtmlAsync("json-view")).ShouldContain(">nothing<");
}

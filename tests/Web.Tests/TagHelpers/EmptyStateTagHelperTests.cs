using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class EmptyStateTagHelperTests
{
    [Test]
    public async Task Says_what_the_list_is_for_and_offers_the_first_action()
    {
        var html = await new EmptyStateTagHelper { Icon = "workflow", Title = "Automate", Text = "It <starts>.", ViewContext = Rendered.View() }
            .AsHtmlAsync("empty-state", "<a>New workflow</a>");

        html.ShouldContain("<h2>Automate</h2><p>It &lt;starts&gt;.</p>");
        html.ShouldEndWith("<div class=\"row\"><a>New workflow</a></div></section>");
    }

    [Test]
    public async Task Without_an_action_there_is_no_empty_row() =>
        (await new EmptyStateTagHelper { Icon = "workflow", Title = "T", Text = "X", ViewContext = Rendered.View() }.AsHtmlAsync("empty-state"))
            .ShouldNotContain("row");
}

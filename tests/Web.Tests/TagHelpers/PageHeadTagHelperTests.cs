using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class PageHeadTagHelperTests
{
    [Test]
    public async Task Names_the_page_for_the_title_bar_and_shows_its_actions()
    {
        var view = Rendered.View();

        var html = await new PageHeadTagHelper { Title = "A & B", Lead = "Why", ViewContext = view }
            .AsHtmlAsync("page-head", "<a>New</a>");

        view.ViewData["Title"].ShouldBe("A & B");
        html.ShouldBe("<div class=\"page-head\"><div><h1>A &amp; B</h1><p>Why</p></div><div class=\"row\"><a>New</a></div></div>");
    }

    [Test]
    public async Task A_state_inside_stands_beside_the_title()
    {
        var html = await new PageHeadTagHelper { Title = "Run", ViewContext = Rendered.View() }.AsHtmlAsync("page-head", [], async context =>
        {
            var output = new TagHelperOutput("page-state", [], (_, _) =>
                Task.FromResult(new DefaultTagHelperContent().SetHtmlContent("<b>Failed</b>")));
            var inner = new TagHelperContext("page-state", [], context.Items, "2");
            await new PageHeadPartTagHelper().ProcessAsync(inner, output);
            return "";
        });

        html.ShouldBe("<div class=\"page-head\"><div><h1 class=\"row wrap\">Run <b>Failed</b></h1></div></div>");
    }
}

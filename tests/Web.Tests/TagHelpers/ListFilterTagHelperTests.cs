using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Http;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class ListFilterTagHelperTests
{
    private enum Light
    {
        Green,
        DeepRed,
    }

    [Test]
    public async Task Each_state_is_a_link_that_keeps_search_and_other_filters_and_starts_at_the_first_page()
    {
        var html = await FilterAsync("?state=green&kind=a&text=b%26c&from=&cursor=old&handler=Csv");

        html.ShouldContain("<a href=\"/o/demo/jobs?kind=a&amp;text=b%26c\">All</a>");
        html.ShouldContain("<a aria-current=\"page\" href=\"/o/demo/jobs?kind=a&amp;text=b%26c&amp;state=green\">The green</a>");
        html.ShouldContain("<a href=\"/o/demo/jobs?kind=a&amp;text=b%26c&amp;state=deepRed\">The deepred</a>");
    }

    [TestCase("?state=blue")]
    [TestCase("")]
    public async Task Without_a_state_that_exists_all_are_shown(string query) =>
        (await FilterAsync(query)).ShouldContain("<a aria-current=\"page\" href=\"/o/demo/jobs\">All</a>");

    [Test]
    public async Task A_search_asks_for_its_fields_and_keeps_what_it_does_not_ask_for()
    {
        var view = View("?state=green&kind=deepRed&text=b&cursor=old");
        var search = new ListSearchTagHelper { Label = "Search jobs", Placeholder = "Name", ViewContext = view };

        var html = await search.AsHtmlAsync("list-search", [], context => new ListFieldTagHelper
        {
            Name = "kind",
            Label = "Kind",
            All = "every kind",
            Choices = Choice.Of<Light>(light => $"{light}", Light.DeepRed),
            ViewContext = view,
        }.AsHtmlAsync("list-field", new(context.Items), _ => Task.FromResult("")));

        html.ShouldContain("<input name=\"state\" type=\"hidden\" value=\"green\"");
        html.ShouldNotContain("type=\"hidden\" value=\"deepRed\"");
        html.ShouldContain("<option value=\"\">every kind</option><option selected=\"selected\" value=\"deepRed\">DeepRed</option></select>");
        html.ShouldNotContain("cursor");
    }

    private static Task<string> FilterAsync(string query) => new ListFilterTagHelper
    {
        Name = "state",
        Label = "State",
        Choices = Choice.Of<Light>(light => $"The {light}".ToLowerInvariant().Replace("the", "The", StringComparison.Ordinal)),
        ViewContext = View(query),
    }.AsHtmlAsync("list-filter");

    private static Microsoft.AspNetCore.Mvc.Rendering.ViewContext View(string query) => Rendered.View(http =>
    {
        http.Request.PathBase = "/o/demo";
        http.Request.Path = "/jobs";
        http.Request.QueryString = new QueryString(query);
    });
}

using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Http;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class PagerTagHelperTests
{
    [Test]
    public async Task The_next_page_keeps_the_filters_and_the_organization()
    {
        var html = await Pager("?status=failed&q=a%26b&cursor=old", next: "new");

        html.ShouldContain("href=\"/o/demo/workflows?status=failed&amp;q=a%26b&amp;cursor=new\"");
        html.ShouldContain("href=\"/o/demo/workflows?status=failed&amp;q=a%26b\"");
    }

    [Test]
    public async Task The_first_page_leads_only_onwards() =>
        (await Pager("", next: "new")).ShouldNotContain("First page");

    [TestCase(null)]
    [TestCase("", Description = "What a page hands over for a null")]
    public async Task A_list_of_one_page_has_no_pager(string? next) =>
        (await Pager("", next)).ShouldBeEmpty();

    private static Task<string> Pager(string query, string? next) => new PagerTagHelper
    {
        Next = next,
        ViewContext = Rendered.View(http =>
        {
            http.Request.PathBase = "/o/demo";
            http.Request.Path = "/workflows";
            http.Request.QueryString = new QueryString(query);
        }),
    }.AsHtmlAsync("pager");
}

using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Workflows;
using Financbase.Testing.Hosting;
using Financbase.Web.Tenancy;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.EndToEnd.Tests;

/// <summary>
/// No page is forgotten: each that the product answers, read off its routes, is in one of the lists that are opened in light
/// and dark, wide and narrow, or is named here with the reason why it cannot be looked at.
/// </summary>
public sealed partial class PageTableTests
{
    private static readonly string[] Lists =
    [
        .. SignedInPagesTests.Addresses.Select(address => $"/o/harbor{address}"), .. AccountPagesTests.Pages, .. PageChecksTests.Public,
        .. ViewPagesTests.Views.Select(view => view.Address), MessagePagesTests.Address,
    ];

    // Nothing is drawn there: a test below shows it.
    private static readonly Dictionary<string, string> NotDrawn = new()
    {
        ["o/{slug}/workflows/{id}/export"] = "a file",
        ["o/{slug}/workflows/{id}/lifecycle"] = "leads back to the workflow",
        ["errors/{code}"] = "stands in for a page that is refused or is not there, as it does in the lists",
    };

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void Every_page_is_looked_at_or_says_why_not()
    {
        var pages = Pages();
        var seen = Lists.Select(address => PageOf(address, pages)).ToHashSet();

        pages.Count.ShouldBeGreaterThan(50);
        pages.Where(page => !seen.Contains(page) && !NotDrawn.ContainsKey(page))
            .ShouldBeEmpty("Put an address of these pages into the list of SignedInPagesTests, AccountPagesTests, PageChecksTests or ViewPagesTests.");
        NotDrawn.Keys.Where(page => seen.Contains(page) || !pages.Contains(page)).ShouldBeEmpty("These are looked at, or are there no more.");
    }

    [Test]
    public void Every_address_in_the_lists_is_of_a_page()
    {
        var pages = Pages();

        Lists.Where(address => PageOf(address, pages) is null).Distinct().ShouldBe(["/o/harbor/nothing-here", "/nothing-here"], ignoreOrder: true);
    }

    [Test]
    public async Task What_is_not_drawn_leads_elsewhere_or_is_a_file()
    {
        var harbor = await _app.FoundAsync("harbor");
        using var browser = await TestBrowser.SignInAsync(_app, await harbor.AddMemberAsync("owner"));
        var workflow = $"/o/harbor/workflows/{(await harbor.SendAsync(new CreateWorkflow("""{"name":"Keep","trigger":{"type":"manual"},"steps":[]}"""))).Value.Id}";

        using var file = await browser.GetAsync($"{workflow}/export");
        using var lifecycle = await browser.GetAsync($"{workflow}/lifecycle");

        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        lifecycle.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        lifecycle.Headers.Location!.OriginalString.ShouldBe(workflow);
    }

    private IReadOnlyList<string> Pages() =>
    [
        .. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => (endpoint.Metadata.GetMetadata<UrlScopeAttribute>()!.Scope == UrlScope.Organization ? "o/{slug}/" : "")
                + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{$1}"))
            .Select(page => page.TrimEnd('/')).Distinct(),
    ];

    /// <summary>The page that an address leads to: of those that fit, the one with the most words of its own.</summary>
    private static string? PageOf(string address, IReadOnlyList<string> pages)
    {
        var asked = address.Split('?')[0].Trim('/').Split('/');
        return pages.Select(page => (Page: page, Parts: page.Split('/')))
            .Where(page => page.Parts.Length == asked.Length && page.Parts.Zip(asked).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .OrderByDescending(page => page.Parts.Count(part => !part.StartsWith('{'))).Select(page => page.Page).FirstOrDefault();
    }

    [GeneratedRegex(@"\{(\w+):[^}]*\}")]
    private static partial Regex Constraint();
}

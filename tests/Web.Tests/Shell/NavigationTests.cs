using Financbase.Testing.Hosting;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Shell;

public sealed class NavigationTests
{
    [Test]
    public void An_address_that_only_begins_alike_belongs_nowhere() =>
        Navigation.PlaceOf("/workflowsomething").ShouldBeNull();

    [Test]
    public async Task Every_entry_leads_to_a_page()
    {
        await using var app = await TestApp.StartAsync();
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .ToHashSet();

        Navigation.Groups.SelectMany(group => group.Entries).Select(entry => entry.Path)
            .Where(path => !pages.Contains(path)).ShouldBeEmpty();
    }
}

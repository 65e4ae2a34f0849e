using Financbase.Application.Access;
using Financbase.Testing.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Access;

public sealed class EndpointTableTests
{
    // The framework adds it in Development for assets that changed since the build; unmarked, it is refused to everybody.
    private const string AssetFallback = "{**path:file}";

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void Every_endpoint_says_who_may_call_it()
    {
        var endpoints = Endpoints();

        endpoints.ShouldNotBeEmpty();
        endpoints.Where(endpoint =>
                endpoint.Metadata.GetOrderedMetadata<AuthorizationMarkAttribute>().Count
                + endpoint.Metadata.GetOrderedMetadata<IAllowAnonymous>().Count == 0)
            .Select(NameOf)
            .Where(name => name != AssetFallback)
            .ShouldBeEmpty("Give a page a mark such as [RequirePermission], an API route .Sends<TheUseCase>().");
    }

    [Test]
    public void Only_these_are_open_to_everybody()
    {
        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<AuthorizationMarkAttribute>() is AnonymousAttribute)
            .Select(NameOf)
            .Where(name => !name.StartsWith("lib/", StringComparison.Ordinal) && !name.StartsWith("favicon", StringComparison.Ordinal))
            .Distinct()
            .Order();

        // /metrics has a door of its own: a token, or an operator's session.
        open.ShouldBe(
        [
            "/api/docs/{documentName?}", "/api/docs/favicon.svg", "/api/docs/scalar.aspnetcore.js", "/api/docs/scalar.js", "/health/live", "/health/ready", "/health/startup", "/hooks/{token}", "/metrics", "/openapi/v1.json",
            "account/confirm", "account/forgot-password", "account/reset-password", "account/sign-in", "account/sign-up",
            "development/mail", "errors/{code:int}", "invitations/{token}", "pay/{token}", "quote/{token}",
        ]);
    }

    private IReadOnlyList<Endpoint> Endpoints() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private static string NameOf(Endpoint endpoint) => ((RouteEndpoint)endpoint).RoutePattern.RawText!;
}

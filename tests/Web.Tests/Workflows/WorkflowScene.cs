using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Workflows that are read and changed while none of them runs.</summary>
public abstract class WorkflowScene
{
    protected TestApp App { get; private set; } = null!;

    protected TestOrganization Organization { get; private set; } = null!;

    protected ApiClient Owner { get; private set; } = null!;

    protected ApiClient Viewer { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        App = await TestApp.StartAsync(("Process:Roles", "web"));
        Organization = await App.FoundAsync("acme");
        Owner = await ApiClient.OfAsync(Organization, "owner");
        Viewer = await ApiClient.OfAsync(Organization, "viewer");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Owner.Dispose();
        Viewer.Dispose();
        await App.DisposeAsync();
    }
}

using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Health;

public sealed class HealthTests
{
    [Test]
    public async Task Live_and_ready_answer_without_signing_in()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.CreateClient();

        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

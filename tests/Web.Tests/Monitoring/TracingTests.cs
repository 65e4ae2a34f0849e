using System.Net;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Financbase.Web.Tests.Monitoring;

public sealed class TracingTests
{
    [Test]
    public async Task Traces_and_metrics_go_to_the_collector_that_is_named()
    {
        await using var collector = await HttpSink.StartAsync();
        await using (var app = await TestApp.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            using var api = await ApiClient.OfAsync(await app.FoundAsync("traced"), "owner");
            (await api.GetAsync("/api/members?q=hush")).Status.ShouldBe(HttpStatusCode.OK);
            app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        }

        await Eventually.HoldsAsync(() => collector.Requests.Any(request => request.Path == "/v1/metrics"));
        var traces = string.Concat(collector.Requests.Where(request => request.Path == "/v1/traces").Select(request => request.Body));
        traces.ShouldContain("ListMembers");
        traces.ShouldContain("SELECT");
        traces.ShouldNotContain("hush");
    }

    [Test]
    public async Task Without_a_collector_nothing_is_traced()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));

        app.Services.GetService<TracerProvider>().ShouldBeNull();
    }
}

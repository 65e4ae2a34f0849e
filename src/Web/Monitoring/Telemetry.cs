using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Financbase.Web.Monitoring;

/// <summary>
/// Metrics for Prometheus always; metrics and traces over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. What an
/// organization chose (addresses that it calls, paths with its ids or secrets) is never a label and never in a trace.
/// </summary>
internal static class Telemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Ours = "Financbase.*";
    private const string Count = ".count";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var exports = !string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpoint]);
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("financbase", serviceVersion: version))
            .WithMetrics(metrics => Measure(metrics, exports));
        if (exports)
            telemetry.WithTracing(Trace);

        return builder;
    }

    private static void Measure(MeterProviderBuilder metrics, bool exports)
    {
        metrics
            .AddMeter(Ours, "Npgsql")
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddView("http.client.request.duration", new MetricStreamConfiguration
            {
                TagKeys = ["http.request.method", "http.response.status_code", "error.type"],
            })
            .AddView(instrument => IsPerHost(instrument.Name) ? MetricStreamConfiguration.Drop : Renamed(instrument.Name))
            .AddPrometheusExporter();
        if (exports)
            metrics.AddOtlpExporter();
    }

    // Each host that a workflow calls would be a series of its own.
    private static bool IsPerHost(string instrument) =>
        instrument is "http.client.open_connections" or "http.client.connection.duration" or "http.client.active_requests"
            or "http.client.request.time_in_queue" or "dns.lookup.duration";

    // To Prometheus, an ending in _count is a histogram's.
    private static MetricStreamConfiguration? Renamed(string instrument) => instrument.EndsWith(Count, StringComparison.Ordinal)
        ? new MetricStreamConfiguration { Name = instrument[..^Count.Length] + ".current" }
        : null;

    private static void Trace(TracerProviderBuilder traces) => traces
        .AddSource(Ours)
        .AddNpgsql()
        .AddAspNetCoreInstrumentation(web =>
        {
            web.Filter = http => !http.Request.Path.StartsWithSegments("/health") && !http.Request.Path.StartsWithSegments(MetricsEndpoint.Path);
            web.EnrichWithHttpResponse = (activity, response) => HideAddress(activity, response.HttpContext);
        })
        .AddHttpClientInstrumentation(client => client.EnrichWithHttpRequestMessage = (activity, request) =>
            activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority)))
        .AddOtlpExporter();

    // Links in mails and payment pages carry their secret in the path: the route says enough.
    private static void HideAddress(Activity activity, HttpContext http)
    {
        activity.SetTag("url.path", (http.Features.Get<IEndpointFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "unknown");
        activity.SetTag("url.query", null);
    }
}

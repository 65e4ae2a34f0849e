using Financbase.Application.Monitoring;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/monitoring/metrics</c>: measurements that workflows noted.</summary>
internal static class MonitoringEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/monitoring/metrics", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListMetrics(page.Value, http.Request.Query["name"].ToString() is { Length: > 0 } name ? name : null), ct)).Sends<ListMetrics>()
            .Takes(QueryWords.Text("name", "Only those of this name."));
}

using Financbase.Application.Jobs;
using Financbase.Application.Monitoring;
using Financbase.Domain.Jobs;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/monitoring</c>: measurements that workflows noted, and what workers do for the organization.</summary>
internal static class MonitoringEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/monitoring/metrics", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListMetrics(page.Value, http.Request.Query["name"].ToString() is { Length: > 0 } name ? name : null), ct)).Sends<ListMetrics>()
            .Takes(QueryWords.Text("name", "Only those of this name."));
        api.MapGet("/monitoring/jobs", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListJobs(page.Value, QueryWord.Text(http), QueryWord.Read<JobState>(http, "state"), QueryWord.Read<JobKind>(http, "kind")), ct)).Sends<ListJobs>()
            .Takes(QueryWords.Word<JobState>("state", "Only those in this state."), QueryWords.Word<JobKind>("kind", "Only those of this kind."), QueryWords.Search);
    }
}

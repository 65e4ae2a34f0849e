using Financbase.Application.Access;
using Hangfire;

namespace Financbase.Web.Jobs;

/// <summary>Hangfire's own pages at <c>/jobs</c>, for operators. The mark guards the endpoint; Hangfire need not ask again.</summary>
internal static class JobsDashboard
{
    public const string Path = "/jobs";

    public static void MapJobs(this IEndpointRouteBuilder app) => app
        .MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [],
            DashboardTitle = "Jobs · Financbase",
            AppPath = "/",
            DisplayStorageConnectionString = false,
        })
        .WithMetadata(new OperatorOnlyAttribute());

    public static bool Draws(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint && endpoint.RoutePattern.RawText?.StartsWith(Path, StringComparison.Ordinal) == true;
}

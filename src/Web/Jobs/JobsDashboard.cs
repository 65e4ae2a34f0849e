using Financbase.Application.Access;
using Hangfire;

namespace Financbase.Web.Jobs;

/// <summary>Hangfire's own pages at <c>/jobs</c>, for operators. The mark guards the endpoint; Hangfire need not ask again.</summary>
internal static class JobsDashboard
{
    public const string Path = "/jobs";

    private const int LongestDetail = 300;

    public static void MapJobs(this IEndpointRouteBuilder app) => app
        .MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [],
            DashboardTitle = "Jobs · Financbase",
            AppPath = "/",
            DisplayStorageConnectionString = false,
        })
        .WithMetadata(new OperatorOnlyAttribute())
        .Add(endpoint => endpoint.RequestDelegate = Noting(endpoint.RequestDelegate!));

    // What is asked for is written down before it is done: which job, by whom, from where.
    private static RequestDelegate Noting(RequestDelegate dashboard) => async http =>
    {
        if (HttpMethods.IsPost(http.Request.Method) && !http.Request.Path.Value!.EndsWith("/stats", StringComparison.Ordinal))
        {
            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
            await http.RequestServices.GetRequiredService<ISecurityJournal>().RecordAsync(
                new(SecurityEventKind.JobChanged)
                {
                    User = http.RequestServices.GetRequiredService<ICurrentPrincipal>().Current.UserId,
                    Address = http.Connection.RemoteIpAddress,
                    Detail = Cut($"{http.Request.Path} {string.Join(' ', form?["jobs[]"].AsEnumerable() ?? [])}".TrimEnd()),
                },
                http.RequestAborted);
        }

        await dashboard(http);
    };

    private static string Cut(string detail) => detail.Length <= LongestDetail ? detail : detail[..LongestDetail];

    public static bool Draws(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint && endpoint.RoutePattern.RawText?.StartsWith(Path, StringComparison.Ordinal) == true;
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Monitoring;

/// <summary>The organization's own measurements, the newest first unless told otherwise.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Name">Of this name only.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="To">Before this moment.</param>
[RequirePermission(Permissions.Monitoring.Read)]
public sealed record ListMetrics(PageRequest Page, string? Name = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
    : IQuery<Page<MetricView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-at");
}

internal sealed class ListMetricsHandler(IMetrics metrics) : IHandler<ListMetrics, Page<MetricView>>
{
    public async Task<Result<Page<MetricView>>> Handle(ListMetrics request, CancellationToken cancellationToken) =>
        await metrics.ListAsync(request.Name, request.From, request.To, request.Page, cancellationToken);
}

using Financbase.Application.Paging;

namespace Financbase.Application.Monitoring;

/// <summary>The current organization's measurements, in the current transaction.</summary>
public interface IMetrics
{
    Task<MetricView> AddAsync(string name, decimal value, IReadOnlyDictionary<string, string> labels, CancellationToken ct);

    /// <summary>The newest first.</summary>
    Task<Page<MetricView>> ListAsync(string? name, DateTimeOffset? from, DateTimeOffset? to, PageRequest page, CancellationToken ct);
}

/// <param name="Id">UUIDv7.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Name">Of what is measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Labels">Tell the numbers of one name apart.</param>
public sealed record MetricView(Guid Id, DateTimeOffset At, string Name, decimal Value, IReadOnlyDictionary<string, string> Labels);

using System.Text.Json;
using Financbase.Application.Monitoring;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Monitoring;

internal sealed class Metrics(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, TimeProvider clock) : IMetrics
{
    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListMetrics.Sorts, row => row.Id).ById("at");

    public async Task<MetricView> AddAsync(string name, decimal value, IReadOnlyDictionary<string, string> labels, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var metric = new MetricView(Guid.CreateVersion7(now), now, name, value, labels);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO metrics (organization_id, id, at, name, value, labels)
            VALUES ({tenant.OrganizationId.Value}, {metric.Id}, {now.UtcDateTime}, {name}, {value}, {JsonSerializer.Serialize(labels, WireJson.Options)}::jsonb)
            """, ct);
        return metric;
    }

    public async Task<Page<MetricView>> ListAsync(string? name, DateTimeOffset? from, DateTimeOffset? to, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQuery<Row>($"""
            SELECT id, at, name, value, labels::text AS labels FROM metrics
            WHERE organization_id = {tenant.OrganizationId.Value}
                AND ({name}::text IS NULL OR name = {name})
                AND ({from}::timestamptz IS NULL OR at >= {from})
                AND ({to}::timestamptz IS NULL OR at < {to})
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    private sealed record Row(Guid Id, DateTimeOffset At, string Name, decimal Value, string Labels)
    {
        public MetricView ToView() => new(Id, At, Name, Value, JsonSerializer.Deserialize<Dictionary<string, string>>(Labels, WireJson.Options)!);
    }
}

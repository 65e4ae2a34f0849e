using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Audit;

/// <summary>The journal belongs to no single organization; a function of the database picks what the current one may see.</summary>
internal sealed class SecurityEventReads(FinancbaseDbContext context) : ISecurityEventReads
{
    private static readonly Keyset<Record, Guid> Orders = new Keyset<Record, Guid>(ListSecurityEvents.Sorts, row => row.Id).ById("at");

    public async Task<Page<SecurityEventView>> ListAsync(SecurityEventFilter filter, PageRequest page, CancellationToken ct)
    {
        var (last, descending) = Orders.Place(page);
        var kind = filter.Kind is { } wanted ? JsonNamingPolicy.SnakeCaseLower.ConvertName(wanted.ToString()) : null;
        var sql = $$"""
            SELECT id, kind, occurred_at, user_id, person, host(address) AS address, detail
            FROM {{(descending ? "list_security_events" : "list_security_events_forward")}}({0}::uuid, {1}::text, {2}::text, {3}::timestamptz, {4}::timestamptz, {5})
            """;
        var rows = await context.Database.SqlQueryRaw<Record>(
            sql, last?.Value<Guid>(0)!, kind!, filter.Who!, filter.From!, filter.To!, page.Limit + 1).ToListAsync(ct);
        return Orders.PageOf(rows, page).Select(row => row.ToView());
    }

    private sealed record Record(Guid Id, string Kind, DateTimeOffset OccurredAt, Guid? UserId, string? Person, string? Address, string? Detail)
    {
        public SecurityEventView ToView() => new(
            Id, OccurredAt, Enum.Parse<SecurityEventKind>(Kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            UserId, Person, Address, Detail);
    }
}

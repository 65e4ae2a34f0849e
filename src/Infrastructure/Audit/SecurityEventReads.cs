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
    public async Task<Page<SecurityEventView>> ListAsync(SecurityEventFilter filter, PageRequest page, CancellationToken ct)
    {
        var before = Cursor.Read<Guid>(page.Cursor);
        var kind = filter.Kind is { } wanted ? JsonNamingPolicy.SnakeCaseLower.ConvertName(wanted.ToString()) : null;
        var rows = await context.Database.SqlQuery<Record>($"""
            SELECT id, kind, occurred_at, user_id, person, host(address) AS address, detail
            FROM list_security_events({before}, {kind}, {filter.Who}, {filter.From}, {filter.To}, {page.Limit + 1})
            """).ToListAsync(ct);
        return Page<SecurityEventView>.From([.. rows.Select(row => row.ToView())], page, row => [row.Id]);
    }

    private sealed record Record(Guid Id, string Kind, DateTimeOffset OccurredAt, Guid? UserId, string? Person, string? Address, string? Detail)
    {
        public SecurityEventView ToView() => new(
            Id, OccurredAt, Enum.Parse<SecurityEventKind>(Kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            UserId, Person, Address, Detail);
    }
}

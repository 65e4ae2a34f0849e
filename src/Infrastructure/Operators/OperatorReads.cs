using Financbase.Application.Operators;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows.Quotas;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Operators;

internal sealed class OperatorReads(FinancbaseDbContext context, IMultiTenantStore organizations, QuotaOptions quotas) : IOperatorReads
{
    public async Task<Page<OrganizationRow>> ListAsync(UserId reader, OrganizationState? state, string? text, PageRequest page, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Record>($"""
            SELECT id, slug, name, state, state_changed_at, created_at, members, last_activity_at,
                begun_today, unfinished, COALESCE(quota_per_day, {quotas.ExecutionsPerDay}) AS quota_per_day, COALESCE(quota_unfinished, {quotas.Unfinished}) AS quota_unfinished
            FROM list_organizations({reader.Value}, {Cursor.Read<Guid>(page.Cursor)}, {state?.ToString().ToLowerInvariant()}, {LikePattern.Containing(text)}, {page.Limit + 1})
            """).ToListAsync(ct);
        return Page<OrganizationRow>.From([.. rows.Select(row => row.ToRow())], page, row => [row.Id]);
    }

    public Task<TenantInfo?> FindAsync(OrganizationId id, CancellationToken ct) => organizations.FindByIdAsync(id, ct);

    private sealed record Record(
        Guid Id, string Slug, string Name, string State, DateTimeOffset? StateChangedAt, DateTimeOffset CreatedAt, int Members, DateTimeOffset? LastActivityAt,
        long BegunToday, long Unfinished, long QuotaPerDay, long QuotaUnfinished)
    {
        public OrganizationRow ToRow() => new(
            Id, Slug, Name, Enum.Parse<OrganizationState>(State, ignoreCase: true), StateChangedAt, CreatedAt, Members, LastActivityAt,
            InUse(QuotaPerDay, BegunToday), InUse(QuotaUnfinished, Unfinished));

        private static QuotaInUse InUse(long limit, long used) => new(limit > 0 ? limit : null, used);
    }
}

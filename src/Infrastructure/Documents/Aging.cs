using Financbase.Application.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>What was open at the end of a day, by how long it was overdue then.</summary>
internal static class Aging
{
    /// <param name="context">In its transaction.</param>
    /// <param name="parties">The table of those with whom something is open.</param>
    /// <param name="open">
    /// A query of <c>party_id</c>, <c>minor</c> in the base currency, above zero, and <c>due_date</c>, null for a credit; <c>{0}</c> is the organization and
    /// <c>{1}</c> the day.
    /// </param>
    /// <param name="organization">Whose.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>By name.</returns>
    public static Task<List<AgedRow>> ReadAsync(
        FinancbaseDbContext context, string parties, string open, OrganizationId organization, DateOnly asOf, CancellationToken ct)
    {
        var sql = $$"""
            SELECT c.id, c.name, o.not_due, o.days30, o.days60, o.days90, o.older, o.credit
            FROM (
                SELECT party_id, COALESCE(sum(minor) FILTER (WHERE age <= 0), 0)::bigint AS not_due,
                    COALESCE(sum(minor) FILTER (WHERE age BETWEEN 1 AND 30), 0)::bigint AS days30, COALESCE(sum(minor) FILTER (WHERE age BETWEEN 31 AND 60), 0)::bigint AS days60,
                    COALESCE(sum(minor) FILTER (WHERE age BETWEEN 61 AND 90), 0)::bigint AS days90, COALESCE(sum(minor) FILTER (WHERE age > 90), 0)::bigint AS older,
                    COALESCE(-sum(minor) FILTER (WHERE age IS NULL), 0)::bigint AS credit
                FROM (SELECT party_id, minor, {1} - due_date AS age FROM ({{open}}) item) open
                GROUP BY party_id) o
            JOIN {{parties}} c ON c.organization_id = {0} AND c.id = o.party_id
            ORDER BY c.name, c.id
            """;
        return context.Database.SqlQueryRaw<AgedRow>(sql, organization.Value, asOf).ToListAsync(ct);
    }
}

internal sealed record AgedRow(Guid Id, string Name, long NotDue, long Days30, long Days60, long Days90, long Older, long Credit)
{
    public AgedAmounts Amounts(Currency currency)
    {
        return new(Of(NotDue), Of(Days30), Of(Days60), Of(Days90), Of(Older), Of(Credit), Of(NotDue + Days30 + Days60 + Days90 + Older + Credit));

        Money Of(long minor) => new(minor, currency);
    }

    public static AgedRow Sum(IReadOnlyCollection<AgedRow> rows) => new(
        Guid.Empty, "", rows.Sum(row => row.NotDue), rows.Sum(row => row.Days30), rows.Sum(row => row.Days60), rows.Sum(row => row.Days90),
        rows.Sum(row => row.Older), rows.Sum(row => row.Credit));
}

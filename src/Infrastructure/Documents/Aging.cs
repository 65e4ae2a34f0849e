using Financbase.Application.Documents;
using Financbase.Application.Tenancy;
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
    /// <param name="tenant">Whose.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="compared">An earlier day beside it, read in the same statement.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<Aged> ReadAsync(
        FinancbaseDbContext context, string parties, string open, IMultiTenantContextAccessor tenant, DateOnly asOf, DateOnly? compared, CancellationToken ct)
    {
        var both = compared is null ? Day("{1}", "false") : $"{Day("{1}", "false")} UNION ALL {Day("{2}", "true")}";
        var sql = $$"""
            SELECT c.id, c.name, o.is_earlier, o.not_due, o.days30, o.days60, o.days90, o.older, o.credit
            FROM ({{both}}) o JOIN {{parties}} c ON c.organization_id = {0} AND c.id = o.party_id
            ORDER BY c.name, c.id
            """;
        return Aged.Of(await context.Database.SqlQueryRaw<AgedRow>(sql, tenant.OrganizationId.Value, asOf, compared ?? asOf).ToListAsync(ct), tenant.Tenant!.BaseCurrency, compared is not null);

        string Day(string day, string isEarlier) => $$"""
                SELECT party_id, {{isEarlier}} AS is_earlier, COALESCE(sum(minor) FILTER (WHERE age <= 0), 0)::bigint AS not_due,
                    COALESCE(sum(minor) FILTER (WHERE age BETWEEN 1 AND 30), 0)::bigint AS days30, COALESCE(sum(minor) FILTER (WHERE age BETWEEN 31 AND 60), 0)::bigint AS days60,
                    COALESCE(sum(minor) FILTER (WHERE age BETWEEN 61 AND 90), 0)::bigint AS days90, COALESCE(sum(minor) FILTER (WHERE age > 90), 0)::bigint AS older,
                    COALESCE(-sum(minor) FILTER (WHERE age IS NULL), 0)::bigint AS credit
                FROM (SELECT party_id, minor, {{day}} - due_date AS age FROM ({{open.Replace("{1}", day, StringComparison.Ordinal)}}) item) open
                GROUP BY party_id
            """;
    }
}

/// <param name="Parties">By name.</param>
/// <param name="Totals">Of all of them.</param>
/// <param name="Compared">Of all of them on the earlier day; null where there is none.</param>
internal sealed record Aged(IReadOnlyList<AgedParty> Parties, AgedAmounts Totals, AgedAmounts? Compared)
{
    public static Aged Of(IReadOnlyList<AgedRow> rows, Currency currency, bool isCompared)
    {
        return new([.. rows.GroupBy(row => row.Id).Select(party => new AgedParty(party.Key, party.First().Name, Sum(party, false), Earlier(party)))], Sum(rows, false), Earlier(rows));

        AgedAmounts? Earlier(IEnumerable<AgedRow> some) => isCompared ? Sum(some, true) : null;

        AgedAmounts Sum(IEnumerable<AgedRow> some, bool isEarlier) => AgedRow.Sum([.. some.Where(row => row.IsEarlier == isEarlier)]).Amounts(currency);
    }
}

internal sealed record AgedParty(Guid Id, string Name, AgedAmounts Amounts, AgedAmounts? Compared);

internal sealed record AgedRow(Guid Id, string Name, bool IsEarlier, long NotDue, long Days30, long Days60, long Days90, long Older, long Credit)
{
    public AgedAmounts Amounts(Currency currency)
    {
        return new(Of(NotDue), Of(Days30), Of(Days60), Of(Days90), Of(Older), Of(Credit), Of(NotDue + Days30 + Days60 + Days90 + Older + Credit));

        Money Of(long minor) => new(minor, currency);
    }

    public static AgedRow Sum(IReadOnlyCollection<AgedRow> rows) => new(
        Guid.Empty, "", false, rows.Sum(row => row.NotDue), rows.Sum(row => row.Days30), rows.Sum(row => row.Days60), rows.Sum(row => row.Days90),
        rows.Sum(row => row.Older), rows.Sum(row => row.Credit));
}

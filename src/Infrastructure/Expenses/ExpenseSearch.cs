using System.Globalization;
using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Expenses;

/// <summary>Expenses by who was paid and what for.</summary>
internal sealed class ExpenseSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("expense", "Expenses", "receipt", Permissions.Expenses.Read, 18);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var like = LikePattern.Containing(term.Text);
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT x.id, x.payee, x.spent_on, x.gross_minor, x.currency FROM expenses x
            WHERE x.organization_id = {tenant.OrganizationId.Value} AND (x.payee ILIKE {like} OR x.purpose ILIKE {like})
            ORDER BY search_rank(x.payee, {term.Text}), x.spent_on DESC, x.id LIMIT {most}
            """).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new FoundThing(
                $"{row.Id}", row.Payee, string.Create(CultureInfo.InvariantCulture, $"{row.SpentOn:yyyy-MM-dd} · {new Money(row.GrossMinor, Currency.Of(row.Currency))}"), $"/expenses/{row.Id}")),
        ];
    }

    private sealed record Row(Guid Id, string Payee, DateOnly SpentOn, long GrossMinor, string Currency);
}

using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class Projects(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IProjects
{
    private const string Found = """
        SELECT p.id, p.code, p.name, p.customer_id, c.name AS customer, p.is_archived
        FROM projects p LEFT JOIN customers c ON c.organization_id = p.organization_id AND c.id = p.customer_id WHERE p.organization_id = {0}
        """;

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListProjects.Sorts, row => row.Id).By("code", row => row.Code).By("name", row => row.Name);

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Page<ProjectView>> ListAsync(ProjectFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Found} AND ({{1}} = '' OR p.code ILIKE {{1}} OR p.name ILIKE {{1}}) AND ({{2}} = '' OR p.is_archived::text = {{2}}) AND ({{3}} = '' OR p.customer_id::text = {{3}})",
            Organization, LikePattern.Containing(filter.Text) ?? "", Words.Of(filter.IsArchived), filter.Customer?.ToString() ?? "");
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<ProjectView?> FindAsync(ProjectId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<Row>($"{Found} AND p.id = {{1}}", Organization, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView();

    // Project by project and account by account, so that the index leads to the days and holds the amounts.
    public async Task<IReadOnlyList<ProjectMovement>> ReadMovedAsync(ProjectId? project, DateOnly from, DateOnly to, CancellationToken ct) =>
        [.. (await context.Database.SqlQuery<MovedRow>($"""
            SELECT j.id AS project_id, a.id, a.code, a.name, a.subtype, p.amount::bigint AS minor
            FROM projects j CROSS JOIN accounts a
            CROSS JOIN LATERAL (
                SELECT sum(amount_minor) AS amount FROM postings
                WHERE organization_id = {Organization} AND project_id = j.id AND account_id = a.id AND date BETWEEN {from} AND {to}) p
            WHERE j.organization_id = {Organization} AND ({project is null} OR j.id = {project?.Value ?? Guid.Empty})
                AND a.organization_id = {Organization} AND a.type IN ('revenue', 'expense') AND p.amount IS NOT NULL
            """).ToListAsync(ct)).Select(row => row.ToMovement())];

    private sealed record Row(Guid Id, string Code, string Name, Guid? CustomerId, string? Customer, bool IsArchived)
    {
        public ProjectView ToView() => new(new(Id), Code, Name, CustomerId is { } customer ? new CustomerId(customer) : null, Customer, IsArchived);
    }

    private sealed record MovedRow(Guid ProjectId, Guid Id, string Code, string Name, string Subtype, long Minor)
    {
        public ProjectMovement ToMovement() => new(new(ProjectId), new AccountBalance(new(Id), Code, Name, Words.Subtype(Subtype), Minor));
    }
}

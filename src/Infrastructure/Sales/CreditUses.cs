using Financbase.Application.Sales;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>For which invoices a payment or credit note was used, and what of it was paid back.</summary>
internal static class CreditUses
{
    /// <param name="context">The caller's.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="credit">The id of a payment or of a credit note.</param>
    /// <param name="currency">Of the amounts.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<IReadOnlyList<CreditUse>> ReadAsync(FinancbaseDbContext context, OrganizationId organization, Guid credit, Currency currency, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT a.id, a.invoice_id, i.number AS name, a.date, a.amount_minor
            FROM allocations a JOIN invoices i ON i.organization_id = a.organization_id AND i.id = a.invoice_id
            WHERE a.organization_id = {organization.Value} AND (a.payment_id = {credit} OR a.credit_note_id = {credit}) AND NOT a.is_undone
            UNION ALL
            SELECT r.id, NULL, r.reference, r.date, r.amount_minor FROM customer_refunds r
            WHERE r.organization_id = {organization.Value} AND (r.payment_id = {credit} OR r.credit_note_id = {credit}) AND NOT r.is_undone
            ORDER BY date, id
            """).ToListAsync(ct);
        return [.. rows.Select(row => new CreditUse(row.Id, row.InvoiceId is { } invoice ? new InvoiceId(invoice) : null, row.Name, row.Date, new Money(row.AmountMinor, currency)))];
    }

    private sealed record Row(Guid Id, Guid? InvoiceId, string? Name, DateOnly Date, long AmountMinor);
}

using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Documents;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Sales;

internal sealed class Settlements(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISettlements
{
    private const string Payments = """
        SELECT p.id, p.customer_id, c.name AS customer_name, p.date, p.currency, p.amount_minor, p.unallocated_minor, p.account_id, p.reference, p.is_undone
        FROM payments p JOIN customers c ON c.organization_id = p.organization_id AND c.id = p.customer_id
        WHERE p.organization_id = {0}
        """;

    private static readonly Keyset<PaymentRow, Guid> Orders = new Keyset<PaymentRow, Guid>(ListPayments.Sorts, row => row.Id).By("date", row => row.Date);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(PaymentId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM payments WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task<Money> CreditedAsync(Invoice invoice, CancellationToken ct) => new(
        (await context.Database.SqlQuery<long>($"""
            SELECT COALESCE(sum(gross_minor), 0)::bigint AS "Value" FROM invoices
            WHERE organization_id = {Organization} AND credits_id = {invoice.Id.Value} AND status <> 'void'
            """).ToListAsync(ct))[0],
        invoice.Currency);

    public async Task<Money> PaidBackAsync(Invoice invoice, CancellationToken ct) => new(
        (await context.Database.SqlQuery<long>($"""
            SELECT COALESCE(sum(r.amount_minor), 0)::bigint AS "Value" FROM customer_refunds r
            JOIN invoices n ON n.organization_id = r.organization_id AND n.id = r.credit_note_id
            WHERE n.organization_id = {Organization} AND n.credits_id = {invoice.Id.Value} AND NOT r.is_undone
            """).ToListAsync(ct))[0],
        invoice.Currency);

    public async Task<Page<PaymentSummary>> ListPaymentsAsync(PaymentFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<PaymentRow>(
            $"""
            {Payments} AND ({"{1}"}::uuid IS NULL OR p.customer_id = {"{1}"}) AND ({"{2}"} = '' OR (p.unallocated_minor > 0)::text = {"{2}"})
                AND ({"{3}"}::uuid IS NULL OR EXISTS (
                    SELECT FROM allocations a WHERE a.organization_id = p.organization_id AND a.payment_id = p.id AND a.invoice_id = {"{3}"} AND NOT a.is_undone))
            """,
            Organization, Id("customer", filter.Customer?.Value), Ledger.Words.Of(filter.HasRest), Id("invoice", filter.Invoice?.Value));
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<PaymentView?> FindPaymentAsync(PaymentId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<PaymentRow>($"{Payments} AND p.id = {{1}}", Organization, id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        return row.ToView(await CreditUses.ReadAsync(context, tenant.OrganizationId, id.Value, row.InCurrency, ct));
    }

    public async Task<IReadOnlyList<OpenCredit>> ListCreditsAsync(InvoiceId invoice, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<CreditRow>($"""
            SELECT * FROM (
                SELECT p.id AS payment_id, NULL::uuid AS credit_note_id, p.reference AS name, p.date, p.unallocated_minor AS left_minor, p.currency
                FROM payments p JOIN invoices i ON i.organization_id = p.organization_id AND i.customer_id = p.customer_id AND i.currency = p.currency
                WHERE i.organization_id = {Organization} AND i.id = {invoice.Value} AND p.unallocated_minor > 0
                UNION ALL
                SELECT NULL, n.id, n.number, n.issue_date, n.open_minor, n.currency
                FROM invoices n JOIN invoices i ON i.organization_id = n.organization_id AND i.customer_id = n.customer_id AND i.currency = n.currency
                WHERE i.organization_id = {Organization} AND i.id = {invoice.Value} AND n.kind = 'credit_note' AND n.open_minor > 0) c
            ORDER BY date, COALESCE(payment_id, credit_note_id) LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToCredit())];
    }

    public async Task<AgedReceivables> ReadAgedAsync(DateOnly asOf, DateOnly? compared, CancellationToken ct)
    {
        var aged = await Aging.ReadAsync(context, "customers", OpenReceivables.Sql, tenant, asOf, compared, ct);
        return new AgedReceivables(
            asOf, [.. aged.Parties.Select(party => new AgedReceivablesRow(new(new(party.Id), party.Name), party.Amounts, party.Compared))], aged.Totals, compared, aged.Compared);
    }

    public async Task<IReadOnlyList<InvoiceOverdue>> TakeOverdueAsync(DateOnly today, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<OverdueRow>($"""
            WITH due AS (
                SELECT i.organization_id, i.id, i.due_date FROM invoices i
                WHERE i.organization_id = {Organization} AND i.open_minor > 0 AND i.kind = 'invoice' AND i.due_date < {today}
                    AND NOT EXISTS (
                        SELECT FROM invoice_overdue_notices n WHERE n.organization_id = i.organization_id AND n.invoice_id = i.id AND n.due_date = i.due_date)
                ORDER BY i.due_date, i.id LIMIT {most}),
            told AS (
                INSERT INTO invoice_overdue_notices (organization_id, invoice_id, due_date, told_at) SELECT organization_id, id, due_date, app_now() FROM due
                ON CONFLICT DO NOTHING RETURNING invoice_id)
            SELECT i.id, i.number, i.customer_id, i.due_date, i.open_minor, i.currency FROM told t
            JOIN invoices i ON i.organization_id = {Organization} AND i.id = t.invoice_id
            """).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.DueDate).ThenBy(row => row.Id).Select(row => row.ToEvent())];
    }

    private static NpgsqlParameter Id(string name, Guid? value) => new(name, NpgsqlDbType.Uuid) { Value = (object?)value ?? DBNull.Value };

    private sealed record PaymentRow(
        Guid Id, Guid CustomerId, string CustomerName, DateOnly Date, string Currency, long AmountMinor, long UnallocatedMinor, Guid AccountId, string? Reference, bool IsUndone)
    {
        public Currency InCurrency => Domain.SharedKernel.Currency.Of(Currency);

        public Money Money(long minor) => new(minor, InCurrency);

        public PaymentSummary ToSummary() =>
            new(new(Id), new(new(CustomerId), CustomerName), Date, Money(AmountMinor), Money(UnallocatedMinor), new(AccountId), Reference, IsUndone);

        public PaymentView ToView(IReadOnlyList<CreditUse> uses) =>
            new(new(Id), new(new(CustomerId), CustomerName), Date, Money(AmountMinor), Money(UnallocatedMinor), new(AccountId), Reference, IsUndone, uses);
    }

    private sealed record CreditRow(Guid? PaymentId, Guid? CreditNoteId, string? Name, DateOnly Date, long LeftMinor, string Currency)
    {
        public OpenCredit ToCredit() => new(
            PaymentId is { } payment ? new PaymentId(payment) : null, CreditNoteId is { } note ? new InvoiceId(note) : null, Name, Date,
            new Money(LeftMinor, Domain.SharedKernel.Currency.Of(Currency)));
    }

    private sealed record OverdueRow(Guid Id, string Number, Guid CustomerId, DateOnly DueDate, long OpenMinor, string Currency)
    {
        public InvoiceOverdue ToEvent() => new(new(Id), Number, new(CustomerId), DueDate, new Money(OpenMinor, Domain.SharedKernel.Currency.Of(Currency)));
    }
}

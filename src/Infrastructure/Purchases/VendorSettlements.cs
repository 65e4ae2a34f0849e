using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Documents;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorSettlements(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IVendorSettlements
{
    private const string Payments = """
        SELECT p.id, p.vendor_id, v.name AS vendor_name, p.date, p.currency, p.amount_minor, p.unallocated_minor, p.account_id, p.reference, p.is_undone
        FROM vendor_payments p JOIN vendors v ON v.organization_id = p.organization_id AND v.id = p.vendor_id
        WHERE p.organization_id = {0}
        """;

    private static readonly Keyset<PaymentRow, Guid> Orders = new Keyset<PaymentRow, Guid>(ListVendorPayments.Sorts, row => row.Id).By("date", row => row.Date);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(VendorPaymentId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM vendor_payments WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task<Page<VendorPaymentSummary>> ListPaymentsAsync(VendorPaymentFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<PaymentRow>(
            $"""
            {Payments} AND ({"{1}"}::uuid IS NULL OR p.vendor_id = {"{1}"}) AND ({"{2}"} = '' OR (p.unallocated_minor > 0)::text = {"{2}"})
                AND ({"{3}"}::uuid IS NULL OR EXISTS (
                    SELECT FROM bill_allocations a WHERE a.organization_id = p.organization_id AND a.vendor_payment_id = p.id AND a.bill_id = {"{3}"} AND NOT a.is_undone))
            """,
            Organization, Id("vendor", filter.Vendor?.Value), Ledger.Words.Of(filter.HasRest), Id("bill", filter.Bill?.Value));
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<VendorPaymentView?> FindPaymentAsync(VendorPaymentId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<PaymentRow>($"{Payments} AND p.id = {{1}}", Organization, id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        var used = await context.Database.SqlQuery<UseRow>($"""
            SELECT a.bill_id, b.number, a.date, a.amount_minor FROM bill_allocations a JOIN bills b ON b.organization_id = a.organization_id AND b.id = a.bill_id
            WHERE a.organization_id = {Organization} AND a.vendor_payment_id = {id.Value} AND NOT a.is_undone ORDER BY a.id
            """).ToListAsync(ct);
        return new VendorPaymentView(row.ToSummary(), [.. used.Select(one => new VendorPaymentUse(new(one.BillId), one.Number, one.Date, row.Money(one.AmountMinor)))]);
    }

    public async Task<IReadOnlyList<OpenVendorCredit>> ListCreditsAsync(BillId bill, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<CreditRow>($"""
            SELECT c.payment_id, c.credit_id, c.name, c.date, c.left_minor, c.currency
            FROM bills b JOIN (
                SELECT organization_id, vendor_id, id, id AS payment_id, NULL::uuid AS credit_id, reference AS name, date, unallocated_minor AS left_minor, currency
                FROM vendor_payments WHERE organization_id = {Organization} AND unallocated_minor > 0
                UNION ALL
                SELECT organization_id, vendor_id, id, NULL, id, number, credit_date, open_minor, currency
                FROM vendor_credits WHERE organization_id = {Organization} AND open_minor > 0) c
                ON c.organization_id = b.organization_id AND c.vendor_id = b.vendor_id AND c.currency = b.currency
            WHERE b.organization_id = {Organization} AND b.id = {bill.Value}
            ORDER BY c.date, c.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToCredit())];
    }

    public async Task<AgedPayables> ReadAgedAsync(DateOnly asOf, DateOnly? compared, CancellationToken ct)
    {
        var aged = await Aging.ReadAsync(context, "vendors", OpenPayables.Sql, tenant, asOf, compared, ct);
        return new AgedPayables(
            asOf, [.. aged.Parties.Select(party => new AgedPayablesRow(new(new(party.Id), party.Name), party.Amounts, party.Compared))], aged.Totals, compared, aged.Compared);
    }

    public async Task<IReadOnlyList<BillDueSoon>> TakeDueAsync(DateOnly from, DateOnly to, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<DueRow>($"""
            WITH due AS (
                SELECT b.organization_id, b.id, b.due_date FROM bills b
                WHERE b.organization_id = {Organization} AND b.open_minor > 0 AND b.due_date BETWEEN {from} AND {to}
                    AND NOT EXISTS (
                        SELECT FROM bill_due_notices n WHERE n.organization_id = b.organization_id AND n.bill_id = b.id AND n.due_date = b.due_date)
                ORDER BY b.due_date, b.id LIMIT {most}),
            told AS (
                INSERT INTO bill_due_notices (organization_id, bill_id, due_date, told_at) SELECT organization_id, id, due_date, app_now() FROM due
                ON CONFLICT DO NOTHING RETURNING bill_id)
            SELECT b.id, b.number, b.vendor_id, b.due_date, b.open_minor, b.currency FROM told t
            JOIN bills b ON b.organization_id = {Organization} AND b.id = t.bill_id
            """).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.DueDate).ThenBy(row => row.Id).Select(row => row.ToEvent())];
    }

    private static NpgsqlParameter Id(string name, Guid? value) => new(name, NpgsqlDbType.Uuid) { Value = (object?)value ?? DBNull.Value };

    private sealed record PaymentRow(
        Guid Id, Guid VendorId, string VendorName, DateOnly Date, string Currency, long AmountMinor, long UnallocatedMinor, Guid AccountId, string? Reference, bool IsUndone)
    {
        public Money Money(long minor) => new(minor, Domain.SharedKernel.Currency.Of(Currency));

        public VendorPaymentSummary ToSummary() =>
            new(new(Id), new(new(VendorId), VendorName), Date, Money(AmountMinor), Money(UnallocatedMinor), new(AccountId), Reference, IsUndone);
    }

    private sealed record UseRow(Guid BillId, string Number, DateOnly Date, long AmountMinor);

    private sealed record DueRow(Guid Id, string Number, Guid VendorId, DateOnly DueDate, long OpenMinor, string Currency)
    {
        public BillDueSoon ToEvent() => new(new(Id), Number, new(VendorId), DueDate, new Money(OpenMinor, Domain.SharedKernel.Currency.Of(Currency)));
    }

    private sealed record CreditRow(Guid? PaymentId, Guid? CreditId, string? Name, DateOnly Date, long LeftMinor, string Currency)
    {
        public OpenVendorCredit ToCredit() => new(
            PaymentId is { } payment ? new VendorPaymentId(payment) : null, CreditId is { } credit ? new VendorCreditId(credit) : null, Name, Date, new Money(LeftMinor, Domain.SharedKernel.Currency.Of(Currency)));
    }
}

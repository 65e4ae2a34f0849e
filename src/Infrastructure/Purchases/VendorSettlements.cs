using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
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
            SELECT p.id AS payment_id, p.reference AS name, p.date, p.unallocated_minor AS left_minor, p.currency
            FROM vendor_payments p JOIN bills b ON b.organization_id = p.organization_id AND b.vendor_id = p.vendor_id AND b.currency = p.currency
            WHERE b.organization_id = {Organization} AND b.id = {bill.Value} AND p.unallocated_minor > 0
            ORDER BY p.date, p.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToCredit())];
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

    private sealed record CreditRow(Guid? PaymentId, string? Name, DateOnly Date, long LeftMinor, string Currency)
    {
        public OpenVendorCredit ToCredit() => new(
            PaymentId is { } payment ? new VendorPaymentId(payment) : null, Name, Date, new Money(LeftMinor, Domain.SharedKernel.Currency.Of(Currency)));
    }
}

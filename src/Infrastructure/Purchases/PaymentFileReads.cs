using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

internal sealed class PaymentFileReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, ICurrentPrincipal principal) : IPaymentFiles
{
    private const string Files = """
        SELECT f.id, f.status, f.bank_account_id, f.execution_date, f.total_minor, f.transfers, f.message_id, f.prepared_at, f.ended_at
        FROM payment_files f WHERE f.organization_id = {0}
        """;

    private const string HasBill = """
        EXISTS (SELECT FROM payment_file_bills i
            JOIN bills b ON b.organization_id = i.organization_id AND b.id = i.bill_id
            JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
            WHERE i.organization_id = f.organization_id AND i.payment_file_id = f.id AND (b.number ILIKE {2} OR v.name ILIKE {2}))
        """;

    private static readonly Keyset<FileRow, Guid> Orders = new Keyset<FileRow, Guid>(ListPaymentFiles.Sorts, row => row.Id).By("executionDate", row => row.ExecutionDate);

    private static readonly Keyset<PayableRow, Guid> ByDueDate = new Keyset<PayableRow, Guid>(new Sorts("dueDate"), row => row.Id).By("dueDate", row => row.DueDate);

    private Guid Organization => tenant.OrganizationId.Value;

    // Who may see a file may not see each bank account.
    private Reach Accounts => principal.Current.Rights.Reach(Permissions.Banking.Read);

    public Task HoldAsync(PaymentFileId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM payment_files WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task<Page<PaymentFileSummary>> ListAsync(PaymentFileFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<FileRow>(
            $"{Files} AND ({{1}} = '' OR f.status = {{1}}) AND ({{2}} = '' OR f.message_id ILIKE {{2}} OR {HasBill})",
            Organization, filter.Status is { } status ? Words.Of(status) : "", LikePattern.Containing(filter.Text) ?? "");
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary(Accounts));
    }

    public async Task<PaymentFileView?> FindAsync(PaymentFileId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<FileRow>($"{Files} AND f.id = {{1}}", Organization, id.Value).ToListAsync(ct);
        if (found is not [var row])
            return null;

        var bills = await context.Database.SqlQuery<BillRow>($"""
            SELECT i.id, i.bill_id, b.number, b.vendor_id, v.name AS vendor_name, i.amount_minor, i.vendor_payment_id
            FROM payment_file_bills i JOIN bills b ON b.organization_id = i.organization_id AND b.id = i.bill_id
            JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
            WHERE i.organization_id = {Organization} AND i.payment_file_id = {id.Value} ORDER BY i.line
            """).ToListAsync(ct);
        return new PaymentFileView(row.ToSummary(Accounts), [.. bills.Select(bill => bill.ToView())]);
    }

    public async Task<Page<PayableBill>> ListPayableAsync(string? text, PageRequest page, CancellationToken ct)
    {
        var pattern = LikePattern.Containing(text);
        var found = context.Database.SqlQuery<PayableRow>($"""
            SELECT b.id, b.number, b.vendor_id, v.name AS vendor_name, b.due_date, b.open_minor
            FROM bills b JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
            WHERE b.organization_id = {Organization} AND b.open_minor > 0 AND b.currency = 'EUR' AND v.iban_sealed IS NOT NULL
                AND ({pattern}::text IS NULL OR b.number ILIKE {pattern} OR v.name ILIKE {pattern})
                AND NOT EXISTS (SELECT FROM payment_file_bills i WHERE i.organization_id = b.organization_id AND i.bill_id = b.id AND i.is_live)
            """);
        return (await ByDueDate.ReadAsync(found, page, ct)).Select(
            row => new PayableBill(new(row.Id), row.Number, new(new(row.VendorId), row.VendorName), row.DueDate, Euros(row.OpenMinor)));
    }

    private static Money Euros(long minor) => new(minor, Currency.Of("EUR"));

    private sealed record FileRow(
        Guid Id, string Status, Guid BankAccountId, DateOnly ExecutionDate, long TotalMinor, int Transfers, string MessageId, DateTimeOffset PreparedAt, DateTimeOffset? EndedAt)
    {
        public PaymentFileSummary ToSummary(Reach accounts) => new(
            new(Id), Words.Read<PaymentFileStatus>(Status), accounts.Contains(BankAccountId) ? new(BankAccountId) : null, ExecutionDate, Euros(TotalMinor), Transfers, MessageId, PreparedAt, EndedAt);
    }

    private sealed record BillRow(Guid Id, Guid BillId, string Number, Guid VendorId, string VendorName, long AmountMinor, Guid? VendorPaymentId)
    {
        public BillInFile ToView() => new(
            new(BillId), Number, new(new(VendorId), VendorName), Euros(AmountMinor), PaymentFileBill.EndToEnd(new(Id)), VendorPaymentId is { } payment ? new VendorPaymentId(payment) : null);
    }

    private sealed record PayableRow(Guid Id, string Number, Guid VendorId, string VendorName, DateOnly DueDate, long OpenMinor);
}

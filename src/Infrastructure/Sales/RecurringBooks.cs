using System.Globalization;
using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Sales;

internal sealed class RecurringBooks(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IRepository<RecurringInvoice> templates, IAuditNotes notes) : IRecurringInvoices
{
    private const int MostDates = 5;
    private const int MostInvoices = 50;

    private const string Rows = """
        SELECT r.id, r.name, r.customer_id, c.name AS customer_name, r.status, r.creates, r.schedule::text AS schedule, r.next_on, r.made, r.gross_minor, r.currency, r.failure
        FROM recurring_invoices r JOIN customers c ON c.organization_id = r.organization_id AND c.id = r.customer_id
        WHERE r.organization_id = {0}
        """;

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListRecurringInvoices.Sorts, row => row.Id).By("name", row => row.Name);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(RecurringInvoiceId id, CancellationToken ct) => context.Database.ExecuteSqlAsync(
        $"SELECT FROM recurring_invoices WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task WriteLinesAsync(RecurringInvoice recurring, IReadOnlyList<InvoiceLine> lines, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await InvoiceLines.WriteAsync(context, LineTable.OfRecurring, tenant.OrganizationId, recurring.Id.Value, recurring.Currency, lines, ct);
        notes.About(new AuditTarget("recurring_invoice", recurring.Id.ToString(), recurring.Name));
        notes.Tell("lines", lines.Count.ToString(CultureInfo.InvariantCulture));
    }

    public Task RemoveLinesAsync(RecurringInvoiceId id, CancellationToken ct) =>
        InvoiceLines.RemoveAsync(context, LineTable.OfRecurring, tenant.OrganizationId, id.Value, ct);

    public async Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(RecurringInvoiceId id, CancellationToken ct) =>
        [.. (await ReadRowsAsync(id, ct)).Select(row => row.Whole)];

    public async Task NoteAsync(RecurringInvoiceId id, DateOnly date, InvoiceId invoice, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO recurring_invoice_dates (organization_id, recurring_invoice_id, date, invoice_id)
            VALUES ({Organization}, {id.Value}, {date}, {invoice.Value})
            """, ct);
    }

    public async Task<IReadOnlyList<DueRecurringInvoice>> ListDueAsync(DateOnly today, RecurringInvoiceId? after, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<DueRow>($"""
            SELECT id, failure_code FROM recurring_invoices
            WHERE organization_id = {Organization} AND next_on <= {today} AND id > {after?.Value ?? Guid.Empty} ORDER BY id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new DueRecurringInvoice(new(row.Id), row.FailureCode))];
    }

    public async Task<IReadOnlyList<ComingInvoices>> ListComingAsync(DateOnly through, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<ComingRow>($"""
            SELECT r.id, r.schedule::text AS schedule, r.next_on, r.made, r.gross_minor, r.currency, COALESCE(r.payment_days, c.payment_days) AS payment_days
            FROM recurring_invoices r JOIN customers c ON c.organization_id = r.organization_id AND c.id = r.customer_id
            WHERE r.organization_id = {Organization} AND r.next_on <= {through} AND NOT c.is_archived
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToComing())];
    }

    public async Task<ILookup<RecurringInvoiceId, InvoiceLine>> ReadRetaxedAsync(DateOnly through, IReadOnlyDictionary<TaxRateId, TaxTerms> rates, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<RetaxedRow>($"""
            SELECT l.recurring_invoice_id AS owner, l.description, l.quantity, l.unit_price, l.discount_percent, l.tax::text AS tax
            FROM recurring_invoices r JOIN recurring_invoice_lines l ON l.organization_id = r.organization_id AND l.recurring_invoice_id = r.id
            WHERE r.organization_id = {Organization} AND r.next_on <= {through} AND EXISTS (
                SELECT FROM recurring_invoice_lines s
                LEFT JOIN unnest({rates.Keys.Select(id => id.Value).ToArray()}, {rates.Values.Select(InvoiceLines.Written).ToArray()}) AS now (id, terms) ON now.id = s.tax_rate_id
                WHERE s.organization_id = r.organization_id AND s.recurring_invoice_id = r.id AND s.tax_rate_id IS NOT NULL AND s.tax IS DISTINCT FROM now.terms::jsonb)
            ORDER BY l.recurring_invoice_id, l.line
            """).ToListAsync(ct);
        return rows.ToLookup(row => new RecurringInvoiceId(row.Owner), row => row.Line);
    }

    public async Task<Page<RecurringInvoiceSummary>> ListAsync(RecurringInvoiceFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rows} AND ({{1}} = '' OR r.name ILIKE {{1}} OR c.name ILIKE {{1}}) AND ({{2}} = '' OR r.status = {{2}}) AND ({{3}}::uuid IS NULL OR r.customer_id = {{3}})",
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Status is { } status ? Words.Of(status) : "",
            new NpgsqlParameter("customer", NpgsqlDbType.Uuid) { Value = (object?)filter.Customer?.Value ?? DBNull.Value });
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<RecurringInvoiceView?> FindAsync(RecurringInvoiceId id, CancellationToken ct)
    {
        if (await templates.FindAsync(id, ct) is not { } recurring)
            return null;

        var rows = await context.Database.SqlQueryRaw<Row>($"{Rows} AND r.id = {{1}}", Organization, id.Value).ToListAsync(ct);
        var made = await context.Database.SqlQuery<MadeRow>($"""
            SELECT d.date, i.id AS invoice_id, i.number, i.status, i.gross_minor
            FROM recurring_invoice_dates d LEFT JOIN invoices i ON i.organization_id = d.organization_id AND i.id = d.invoice_id
            WHERE d.organization_id = {Organization} AND d.recurring_invoice_id = {id.Value} ORDER BY d.date DESC LIMIT {MostInvoices}
            """).ToListAsync(ct);
        return new RecurringInvoiceView(
            recurring.Id, recurring.Name, recurring.CustomerId, rows[0].Customer, recurring.Status, recurring.Creates, recurring.Schedule, recurring.NextDates(MostDates),
            recurring.PaymentDays, recurring.Currency.Code, recurring.Reference, recurring.Note, recurring.Gross, recurring.Failure, recurring.Made,
            [.. (await ReadRowsAsync(id, ct)).Select(line => line.ToView(recurring.Currency))], [.. made.Select(row => row.ToView(recurring.Currency))]);
    }

    private Task<List<InvoiceLineRow>> ReadRowsAsync(RecurringInvoiceId id, CancellationToken ct) =>
        InvoiceLines.ReadAsync(context, LineTable.OfRecurring, tenant.OrganizationId, id.Value, ct);

    private sealed record DueRow(Guid Id, string? FailureCode);

    private sealed record ComingRow(Guid Id, string Schedule, DateOnly NextOn, int Made, long GrossMinor, string Currency, int? PaymentDays)
    {
        public ComingInvoices ToComing() => new(
            new(Id), JsonSerializer.Deserialize<Recurrence>(Schedule, WireJson.Options)!, NextOn, Made, new Money(GrossMinor, Domain.SharedKernel.Currency.Of(Currency)), PaymentDays);
    }

    private sealed record RetaxedRow(Guid Owner, string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, string? Tax)
    {
        public InvoiceLine Line => new InvoiceLineRow(Description, Quantity, UnitPrice, DiscountPercent, 0, Tax, null, null, null, null).Whole;
    }

    private sealed record MadeRow(DateOnly Date, Guid? InvoiceId, string? Number, string? Status, long? GrossMinor)
    {
        public GeneratedInvoice ToView(Currency currency) => new(
            Date, InvoiceId is { } invoice ? new InvoiceId(invoice) : null, Number, Status is null ? null : Words.Read<InvoiceStatus>(Status),
            GrossMinor is { } minor ? new Money(minor, currency) : null);
    }

    private sealed record Row(
        Guid Id, string Name, Guid CustomerId, string CustomerName, string Status, string Creates, string Schedule, DateOnly? NextOn, int Made, long GrossMinor,
        string Currency, string? Failure)
    {
        public CustomerName Customer => new(new(CustomerId), CustomerName);

        public RecurringInvoiceSummary ToSummary() => new(
            new(Id), Name, Customer, Words.Read<RecurringStatus>(Status), Words.Read<RecurringOutcome>(Creates),
            JsonSerializer.Deserialize<Recurrence>(Schedule, WireJson.Options)!, NextOn, Made, new Money(GrossMinor, Domain.SharedKernel.Currency.Of(Currency)), Failure);
    }
}

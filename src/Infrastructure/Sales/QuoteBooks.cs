using System.Globalization;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Sales;

internal sealed class QuoteBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IRepository<Quote> quotes, IAuditNotes notes) : IQuotes
{
    private const string Rows = """
        SELECT q.id, q.number, q.customer_id, c.name AS customer_name, q.status, q.issue_date, q.valid_until, q.reference, q.currency, q.net_minor, q.tax_minor, q.gross_minor, q.invoice_id
        FROM quotes q JOIN customers c ON c.organization_id = q.organization_id AND c.id = q.customer_id
        WHERE q.organization_id = {0}
        """;

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListQuotes.Sorts, row => row.Id)
        .By("issueDate", row => row.IssueDate).By("validUntil", row => row.ValidUntil);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(QuoteId id, CancellationToken ct) => context.Database.ExecuteSqlAsync(
        $"SELECT FROM quotes WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task WriteLinesAsync(Quote quote, IReadOnlyList<InvoiceLine> lines, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await InvoiceLines.WriteAsync(context, LineTable.OfQuotes, tenant.OrganizationId, quote.Id.Value, quote.Currency, lines, ct);
        notes.About(new AuditTarget("quote", quote.Id.ToString(), quote.Number));
        notes.Tell("lines", lines.Count.ToString(CultureInfo.InvariantCulture));
    }

    public Task StoreAsync(CancellationToken ct) => context.SaveChangesAsync(ct);

    public Task RemoveLinesAsync(QuoteId id, CancellationToken ct) => InvoiceLines.RemoveAsync(context, LineTable.OfQuotes, tenant.OrganizationId, id.Value, ct);

    public async Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(QuoteId id, CancellationToken ct) => [.. (await ReadRowsAsync(id, ct)).Select(row => row.Whole)];

    public async Task<IReadOnlyList<QuoteId>> ListExpiredAsync(DateOnly today, QuoteId? after, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Guid>($"""
            SELECT id AS "Value" FROM quotes WHERE organization_id = {Organization} AND status = 'sent' AND valid_until < {today} AND id > {after?.Value ?? Guid.Empty} ORDER BY id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(QuoteId.From)];
    }

    public async Task<Page<QuoteSummary>> ListAsync(QuoteFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rows} AND ({{1}} = '' OR q.number ILIKE {{1}} OR q.reference ILIKE {{1}} OR c.name ILIKE {{1}}) AND ({{2}} = '' OR q.status = {{2}}) AND ({{3}}::uuid IS NULL OR q.customer_id = {{3}})",
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Status is { } status ? Words.Of(status) : "",
            new NpgsqlParameter("customer", NpgsqlDbType.Uuid) { Value = (object?)filter.Customer?.Value ?? DBNull.Value });
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<QuoteView?> FindAsync(QuoteId id, CancellationToken ct)
    {
        if (await quotes.FindAsync(id, ct) is not { } quote)
            return null;

        var row = (await context.Database.SqlQueryRaw<Row>($"{Rows} AND q.id = {{1}}", Organization, id.Value).ToListAsync(ct))[0].ToSummary();
        return new QuoteView(
            quote.Id, quote.Number, quote.CustomerId, row.Customer, quote.Status, quote.IssueDate, quote.ValidUntil, quote.Currency.Code, quote.Reference, quote.Note, quote.IssuedBy,
            quote.BillTo, row.Totals, quote.Taxes, [.. (await ReadRowsAsync(id, ct)).Select(line => line.ToView(quote.Currency))], quote.SentAt, quote.DecidedAt, quote.Reason, quote.InvoiceId);
    }

    private Task<List<InvoiceLineRow>> ReadRowsAsync(QuoteId id, CancellationToken ct) =>
        InvoiceLines.ReadAsync(context, LineTable.OfQuotes, tenant.OrganizationId, id.Value, ct);

    private sealed record Row(
        Guid Id, string? Number, Guid CustomerId, string CustomerName, string Status, DateOnly IssueDate, DateOnly ValidUntil, string? Reference, string Currency, long NetMinor,
        long TaxMinor, long GrossMinor, Guid? InvoiceId)
    {
        public QuoteSummary ToSummary() => new(
            new(Id), Number, new(new(CustomerId), CustomerName), Words.Read<QuoteStatus>(Status), IssueDate, ValidUntil, Reference,
            new(Amount(NetMinor), Amount(TaxMinor), Amount(GrossMinor)), InvoiceId is { } invoice ? new InvoiceId(invoice) : null);

        private Money Amount(long minor) => new(minor, Domain.SharedKernel.Currency.Of(Currency));
    }
}

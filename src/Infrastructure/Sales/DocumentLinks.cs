using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

internal sealed class DocumentLinks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IDocumentLinks
{
    private Guid Organization => tenant.OrganizationId.Value;

    public Task<string> MakeAsync(InvoiceId invoice, CancellationToken ct) => MakeAsync(invoice.Value, null, ct);

    public Task<string> MakeAsync(QuoteId quote, CancellationToken ct) => MakeAsync(null, quote.Value, ct);

    public async Task<FoundLink?> FindAsync(string token, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<LinkRow>(
            $"SELECT organization_id, slug, name, base_currency, state, invoice_id, quote_id FROM lookup_document_link({DocumentToken.Hash(token)})").ToListAsync(ct);
        return rows.SingleOrDefault()?.ToFound();
    }

    public async Task<bool> NoteViewAsync(InvoiceId invoice, DateOnly day, CancellationToken ct) => await context.Database.ExecuteSqlAsync(
        $"INSERT INTO invoice_views (organization_id, invoice_id, day) VALUES ({Organization}, {invoice.Value}, {day}) ON CONFLICT DO NOTHING", ct) == 1;

    public Task<bool> WasViewedAsync(InvoiceId invoice, DateOnly day, CancellationToken ct) => context.Database.SqlQuery<bool>(
        $"""SELECT EXISTS (SELECT FROM invoice_views WHERE organization_id = {Organization} AND invoice_id = {invoice.Value} AND day = {day}) AS "Value" """).SingleAsync(ct);

    private async Task<string> MakeAsync(Guid? invoice, Guid? quote, CancellationToken ct)
    {
        var made = await context.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM (
                SELECT FROM document_links WHERE organization_id = {Organization} AND created_at > app_now() - interval '1 hour' LIMIT {IDocumentLinks.MostInAnHour}) latest
            """).SingleAsync(ct);
        if (made == IDocumentLinks.MostInAnHour)
            throw new DomainException(SalesErrors.TooManyMails);

        var token = DocumentToken.Generate();
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO document_links (organization_id, id, invoice_id, quote_id, token_hash)
            VALUES ({Organization}, {Guid.CreateVersion7()}, {invoice}, {quote}, {DocumentToken.Hash(token)})
            """, ct);
        return token;
    }

    private sealed record LinkRow(Guid OrganizationId, string Slug, string Name, string BaseCurrency, string State, Guid? InvoiceId, Guid? QuoteId)
    {
        public FoundLink ToFound() => new(
            new TenantInfo(new OrganizationId(OrganizationId), Slug, Name, Currency.Of(BaseCurrency)) { State = Enum.Parse<OrganizationState>(State, ignoreCase: true) },
            InvoiceId is { } invoice ? new InvoiceId(invoice) : null, QuoteId is { } quote ? new QuoteId(quote) : null);
    }
}

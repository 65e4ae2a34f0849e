using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>
/// Numbers a draft, freezes it and posts it, in one transaction. The number comes as late as it can: until the transaction ends, nobody
/// else of the organization gets one.
/// </summary>
internal sealed class InvoiceIssue(
    IRepository<Customer> customers, IInvoices books, InvoiceDrafting drafting, IDocumentNumbers numbers, ILedger ledger, IPostingAccounts postingAccounts,
    IExchangeRates rates, IssuerDesk issuers, IMultiTenantContextAccessor tenant, TimeProvider clock)
{
    /// <exception cref="DomainException">
    /// <c>sales.not_a_draft</c>, <c>sales.below_zero</c>, <c>documents.tax_rate_unknown</c>, <c>ledger.no_posting_account</c>, <c>ledger.no_exchange_rate</c>, and what the ledger refuses.
    /// </exception>
    public async Task IssueAsync(Invoice invoice, CancellationToken ct)
    {
        invoice.RequireDraft();
        var customer = await customers.FindAsync(invoice.CustomerId, ct);
        var billTo = new BillTo(customer!.Name, customer.Terms.Address!, customer.TaxId);
        var written = await books.ReadLinesAsync(invoice.Id, ct);
        // What takes an invoice back is taxed as that was.
        var lines = invoice.CreditsId is null ? await drafting.TaxedNowAsync(written, ct) : written;
        var totals = DocumentTotals.Of(invoice.Currency, [.. lines.Select(line => line.Line)]);
        var rate = await rates.FindAsync(invoice.Currency, invoice.IssueDate, ct);
        var postings = await PostingsAsync(invoice, totals, lines, rate, ct);
        if (!lines.SequenceEqual(written))
            await books.WriteLinesAsync(invoice, lines, ct);
        var issuer = await issuers.CurrentAsync(ct);

        var number = await numbers.NextAsync(invoice.Series, invoice.IssueDate, ct);
        invoice.Finalize(number, issuer, billTo, totals, ExchangeRate.Convert(totals.Gross, rate, tenant.Tenant!.BaseCurrency), clock.GetUtcNow());
        if (postings.Count > 0)
            await ledger.PostAsync(JournalEntry.Of(InvoicePostings.DocumentOf(invoice), invoice.IssueDate, Memo(invoice, billTo), postings), ct);
    }

    private async Task<IReadOnlyList<Posting>> PostingsAsync(
        Invoice invoice, DocumentTotals totals, IReadOnlyList<InvoiceLine> lines, decimal rate, CancellationToken ct)
    {
        var chosen = await postingAccounts.ReadAsync(ct);
        return InvoicePostings.Of(totals, lines, role => chosen[role], rate, tenant.Tenant!.BaseCurrency, invoice.Kind == InvoiceKind.Invoice ? 1 : -1);
    }

    private static string Memo(Invoice invoice, BillTo billTo) => $"{(invoice.Kind == InvoiceKind.Invoice ? "Invoice" : "Credit note")} {invoice.Number}, {billTo.Name}";
}

using Financbase.Application.Sales.Papers;

namespace Financbase.Application.Sales;

/// <summary>Prints a finalised document with what stood on it when it was issued, and what is still open now.</summary>
internal sealed class InvoicePrinting(IInvoices books, IssuerDesk issuers, IPapers papers)
{
    public async Task<PrintedFile> PrintAsync(InvoiceView invoice, CancellationToken ct)
    {
        var issuer = invoice.IssuedBy ?? await issuers.CurrentAsync(ct);
        var credited = invoice.CreditsInvoiceId is { } id ? (await books.FindAsync(id, ct))?.Number : null;
        return new PrintedFile($"{invoice.Number}.pdf", papers.Print(InvoicePaper.Of(invoice, issuer, credited)));
    }
}

using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Mails an invoice: the PDF, as it is made in this moment, and a link of its own to the page where it can be looked at and paid.</summary>
internal sealed class InvoiceSending(
    IRepository<Customer> customers, IInvoices books, InvoicePrinting printing, IssuerDesk issuers, IDocumentLinks links, IMailOutbox outbox, ISiteAddress site)
{
    /// <param name="invoice">Held and finalised.</param>
    /// <param name="to">An e-mail address; null for the customer's.</param>
    /// <param name="message">Stands above our words.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="DomainException"><c>sales.not_finalized</c>, <c>sales.no_address</c>, <c>sales.too_many_mails</c>, <c>validation_error</c> at <c>to</c>.</exception>
    public async Task<EmailAddress> SendAsync(Invoice invoice, string? to, string? message, CancellationToken ct)
    {
        invoice.Send();
        var address = await AddressAsync(invoice.CustomerId, to, ct);
        var (issuer, view, pdf, link) = await EnclosureAsync(invoice.Id, ct);
        await outbox.QueueAsync(
            Letter.Invoice(address, issuer, invoice.Number!, $"{view.Totals.Open}", InvoicePaper.Day(invoice.DueDate), link, message, pdf), ct);
        return address;
    }

    /// <summary>What goes with every mail about an invoice.</summary>
    public async Task<(string Issuer, InvoiceView View, LetterFile Pdf, Uri Link)> EnclosureAsync(InvoiceId invoice, CancellationToken ct)
    {
        await books.StoreAsync(ct);
        var view = await books.FindAsync(invoice, ct);
        var issuer = view!.IssuedBy ?? await issuers.CurrentAsync(ct);
        var pdf = await printing.PrintAsync(view, ct);
        return (issuer.Name, view, new LetterFile(pdf.Name, pdf.Content), site.Link($"/pay/{await links.MakeAsync(invoice, ct)}"));
    }

    /// <exception cref="DomainException"><c>sales.no_address</c>, <c>validation_error</c> at <c>to</c>.</exception>
    public async Task<EmailAddress> AddressAsync(CustomerId customer, string? to, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(to))
            return EmailAddress.TryParse(to, out var given) ? given : throw new DomainException(Error.Validation("to", "This is not an e-mail address."));

        return EmailAddress.TryParse((await customers.FindAsync(customer, ct))!.Email, out var known) ? known : throw new DomainException(SalesErrors.NoAddress);
    }
}

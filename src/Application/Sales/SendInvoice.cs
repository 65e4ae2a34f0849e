using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Mails a finalised invoice: the PDF, made now, and a link to the page where it can be looked at and paid. It can be sent again.</summary>
/// <param name="Id">The invoice.</param>
/// <param name="To">An e-mail address; null for the customer's.</param>
/// <param name="Message">Stands above our words; at most 2,000 characters.</param>
[RequirePermission(Permissions.Invoices.Send)]
[Audited("invoice.send", "Sent an invoice")]
public sealed record SendInvoice(InvoiceId Id, string? To = null, string? Message = null) : ICommand<SentInvoice>;

/// <param name="Id">The invoice.</param>
/// <param name="Status">Sent.</param>
/// <param name="To">Where the mail goes.</param>
public sealed record SentInvoice(InvoiceId Id, InvoiceStatus Status, string To)
{
    public override string ToString() => $"{nameof(SentInvoice)} {Id}";
}

internal sealed class SendInvoiceValidator : AbstractValidator<SendInvoice>
{
    public SendInvoiceValidator() => RuleFor(command => command.Message).MaximumLength(2_000);
}

internal sealed class SendInvoiceHandler(
    IRepository<Invoice> invoices, IRepository<Customer> customers, IInvoices books, InvoicePrinting printing, IssuerDesk issuers, IDocumentLinks links, IMailOutbox outbox, ISiteAddress site)
    : IHandler<SendInvoice, SentInvoice>
{
    public async Task<Result<SentInvoice>> Handle(SendInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        invoice.Send();
        var to = await AddressAsync(command, invoice, cancellationToken);
        var view = await books.FindAsync(command.Id, cancellationToken);
        var issuer = view!.IssuedBy ?? await issuers.CurrentAsync(cancellationToken);
        var pdf = await printing.PrintAsync(view, cancellationToken);
        var link = site.Link($"/pay/{await links.MakeAsync(invoice.Id, cancellationToken)}");
        await outbox.QueueAsync(
            Letter.Invoice(to, issuer.Name, invoice.Number!, $"{view.Totals.Open}", InvoicePaper.Day(invoice.DueDate), link, command.Message, new LetterFile(pdf.Name, pdf.Content)),
            cancellationToken);
        return new SentInvoice(invoice.Id, invoice.Status, to.Value);
    }

    private async Task<EmailAddress> AddressAsync(SendInvoice command, Invoice invoice, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(command.To))
            return EmailAddress.TryParse(command.To, out var given) ? given : throw new DomainException(Error.Validation("to", "This is not an e-mail address."));

        var customer = await customers.FindAsync(invoice.CustomerId, ct);
        return EmailAddress.TryParse(customer!.Email, out var known) ? known : throw new DomainException(SalesErrors.NoAddress);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
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

internal sealed class SendInvoiceHandler(IRepository<Invoice> invoices, IInvoices books, InvoiceSending sending) : IHandler<SendInvoice, SentInvoice>
{
    public async Task<Result<SentInvoice>> Handle(SendInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        var to = await sending.SendAsync(invoice, command.To, command.Message, cancellationToken);
        return new SentInvoice(invoice.Id, invoice.Status, to.Value);
    }
}

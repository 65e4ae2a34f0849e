using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Says anew what a draft is to be, with all its lines. What is finalised is never changed.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("invoice.change", "Changed a draft of an invoice")]
public sealed record UpdateInvoice(InvoiceId Id, InvoiceDraft Draft) : ICommand<Done>;

internal sealed class UpdateInvoiceHandler(IRepository<Invoice> invoices, IInvoices books, InvoiceDrafting drafting) : IHandler<UpdateInvoice, Done>
{
    public async Task<Result<Done>> Handle(UpdateInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        invoice.RequireDraft();
        var terms = await drafting.TermsAsync(command.Draft, cancellationToken);
        var lines = await drafting.LinesAsync(command.Draft.Lines, cancellationToken);
        invoice.Change(terms, lines);
        await books.WriteLinesAsync(invoice, lines, cancellationToken);
        return new Done();
    }
}

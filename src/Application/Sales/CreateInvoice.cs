using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Drafts an invoice. It is in no books before it is finalised, and can be changed and deleted until then.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("invoice.draft", "Drafted an invoice")]
public sealed record CreateInvoice(InvoiceDraft Draft) : ICommand<DraftedInvoice>;

/// <param name="Id">The invoice.</param>
public sealed record DraftedInvoice(InvoiceId Id);

internal sealed class CreateInvoiceHandler(
    IRepository<Invoice> invoices, IInvoices books, InvoiceDrafting drafting, IMultiTenantContextAccessor tenant) : IHandler<CreateInvoice, DraftedInvoice>
{
    public async Task<Result<DraftedInvoice>> Handle(CreateInvoice command, CancellationToken cancellationToken)
    {
        var terms = await drafting.TermsAsync(command.Draft, cancellationToken);
        var lines = await drafting.LinesAsync(command.Draft.Lines, cancellationToken);
        var invoice = Invoice.Draft(tenant.OrganizationId, InvoiceKind.Invoice, terms, lines);
        invoices.Add(invoice);
        await books.WriteLinesAsync(invoice, lines, cancellationToken);
        return new DraftedInvoice(invoice.Id);
    }
}

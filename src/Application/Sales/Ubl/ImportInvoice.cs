using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Ubl;

/// <summary>
/// Makes a draft of an invoice in UBL, to be looked at before it is finalised; it then gets a number of its own. The customer is the one with its tax
/// number, else the one with its name, and the tax rates are those with its category and percentage.
/// </summary>
/// <param name="Content">The file, at most 5 MB.</param>
/// <param name="AddCustomer">Adds a customer that is not known; without it the file is refused then.</param>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("invoice.import", "Drafted an invoice from a file")]
public sealed record ImportInvoice(byte[] Content, bool AddCustomer = false) : ICommand<DraftedInvoice>
{
    public const int LargestSize = 5 * 1024 * 1024;

    public override string ToString() => nameof(ImportInvoice);
}

internal sealed class ImportInvoiceHandler(UblIntake intake, IUblSources sources, IRepository<Invoice> invoices, IInvoices books, IMultiTenantContextAccessor tenant)
    : IHandler<ImportInvoice, DraftedInvoice>
{
    public async Task<Result<DraftedInvoice>> Handle(ImportInvoice command, CancellationToken cancellationToken)
    {
        var (terms, lines, source) = await intake.TakeAsync(command.Content, InvoiceKind.Invoice, command.AddCustomer, cancellationToken);
        var invoice = Invoice.Draft(tenant.OrganizationId, InvoiceKind.Invoice, terms, lines);
        invoices.Add(invoice);
        await books.WriteLinesAsync(invoice, lines, cancellationToken);
        await sources.KeepAsync(invoice, source, cancellationToken);
        return new DraftedInvoice(invoice.Id);
    }
}

using Financbase.Application.Organizations;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>An invoice as its customer may see it.</summary>
/// <param name="Invoice">The invoice; never a draft.</param>
/// <param name="IssuedBy">Who issued it.</param>
/// <param name="Payment">How it is paid; null where nothing is open, or nobody said where.</param>
/// <param name="IsViewNoted">That it was looked at today is noted already.</param>
public sealed record SharedInvoice(InvoiceView Invoice, IssuedBy IssuedBy, PaperPayment? Payment, bool IsViewNoted)
{
    public override string ToString() => nameof(SharedInvoice);
}

/// <summary>Opens the organization that a link belongs to, and nothing of it but the one document.</summary>
internal sealed class SharedInvoices(IDocumentLinks links, IFounding entrance, IInvoices books, IssuerDesk issuers)
{
    public async Task<(InvoiceView Invoice, IssuedBy IssuedBy)?> OpenAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Invoice: { } id } found || OrganizationsErrors.RefusalIn(found.Tenant.State) is not null)
            return null;

        await entrance.EnterAsync(found.Tenant, ct);
        return await books.FindAsync(id, ct) is { } invoice && invoice.Status != InvoiceStatus.Draft
            ? (invoice, invoice.IssuedBy ?? await issuers.CurrentAsync(ct))
            : null;
    }
}

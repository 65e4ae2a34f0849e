using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>A finalised invoice or credit note as a file of EN 16931 in UBL 2.1. What the standard asks for and is not known is named in the refusal.</summary>
/// <param name="Id">The invoice or credit note.</param>
/// <param name="Kind">Only if it is that; null for either.</param>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetInvoiceUbl(InvoiceId Id, InvoiceKind? Kind = null) : IQuery<PrintedFile>;

internal sealed class GetInvoiceUblHandler(IInvoices books, IssuerDesk issuers, IUblDocuments files) : IHandler<GetInvoiceUbl, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetInvoiceUbl request, CancellationToken cancellationToken)
    {
        if (await books.FindAsync(request.Id, cancellationToken) is not { } invoice || (request.Kind is { } kind && kind != invoice.Kind))
            return Error.NotFound(request.Kind == InvoiceKind.CreditNote ? "credit note" : "invoice");
        if (invoice.Status is InvoiceStatus.Draft or InvoiceStatus.Void)
            return SalesErrors.NotFinalized;

        var issuer = invoice.IssuedBy ?? await issuers.CurrentAsync(cancellationToken);
        var terms = (await books.ReadLinesAsync(invoice.Id, cancellationToken)).Select(line => line.Line.Tax).ToList();
        if (terms.Any(tax => tax is { Parts.Count: > 1 }))
            return SalesErrors.UblSeveralTaxes;
        if (Missing(invoice, issuer, terms).ToList() is { Count: > 0 } missing)
            return SalesErrors.UblIncomplete(string.Join(", ", missing));

        var credited = invoice.CreditsInvoiceId is { } id ? (await books.FindAsync(id, cancellationToken))?.Number : null;
        var taxes = terms.Select(tax => tax is null ? null : new UblTax(tax.Category, tax.Parts[0].Percent)).ToList();
        return new PrintedFile($"{invoice.Number}.xml", files.Write(invoice, issuer, taxes, credited));
    }

    // BR-08, BR-09, BR-11, BR-S-02 and its like.
    private static IEnumerable<string> Missing(InvoiceView invoice, IssuedBy issuer, List<TaxTerms?> terms)
    {
        if (issuer.Address.Country is null)
            yield return "your country";
        if (issuer.TaxId is null && terms.Any(tax => tax is not null && tax.Category != TaxCategory.OutOfScope))
            yield return "your tax number";
        if (invoice.BillTo?.Address.Country is null)
            yield return "the customer’s country";
        if (invoice.BillTo?.TaxId is null && terms.Any(tax => tax?.Category is TaxCategory.ReverseCharge or TaxCategory.IntraCommunity))
            yield return "the customer’s tax number";
    }
}

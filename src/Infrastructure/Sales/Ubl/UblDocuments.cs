using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Sales;

namespace Financbase.Infrastructure.Sales.Ubl;

internal sealed class UblDocuments : IUblDocuments
{
    public byte[] Write(InvoiceView invoice, IssuedBy issuer, IReadOnlyList<UblTax?> taxes, string? credited) => new UblWriter(invoice, issuer, taxes, credited).Write();

    public UblInvoice Read(byte[] content) => UblReader.Read(content);
}

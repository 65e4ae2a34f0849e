using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Ubl;

/// <summary>Invoices and credit notes as files of EN 16931 in the syntax UBL 2.1.</summary>
public interface IUblDocuments
{
    /// <param name="invoice">Finalised.</param>
    /// <param name="issuer">Who issued it.</param>
    /// <param name="taxes">Of each line, in their order; null where a line has none.</param>
    /// <param name="credited">The number of the invoice that a credit note takes back; null where there is none.</param>
    byte[] Write(InvoiceView invoice, IssuedBy issuer, IReadOnlyList<UblTax?> taxes, string? credited);

    /// <exception cref="Domain.SharedKernel.DomainException"><c>sales.ubl_unreadable</c>, <c>documents.too_many_lines</c>, <c>money.unknown_currency</c>.</exception>
    UblInvoice Read(byte[] content);
}

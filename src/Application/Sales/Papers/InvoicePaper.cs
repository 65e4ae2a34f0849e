using System.Globalization;
using Financbase.Domain.Banking;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Papers;

/// <summary>What a finalised invoice or credit note looks like on paper.</summary>
internal static class InvoicePaper
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <param name="invoice">Finalised, or void.</param>
    /// <param name="issuer">Who issued it.</param>
    /// <param name="credited">The number of the invoice that a credit note takes back; null where there is none.</param>
    public static Paper Of(InvoiceView invoice, IssuedBy issuer, string? credited)
    {
        var isInvoice = invoice.Kind == InvoiceKind.Invoice;
        return new Paper(
            $"{(isInvoice ? "Invoice" : "Credit note")} {invoice.Number}", issuer, invoice.BillTo ?? new BillTo(invoice.Customer.Name, new PostalAddress(), null),
            [.. Facts(invoice, isInvoice, credited)], invoice.Lines, invoice.Taxes, [.. Sums(invoice)])
        {
            Stamp = invoice.Status == InvoiceStatus.Void ? "Void" : null,
            Note = invoice.Note,
            Payment = isInvoice && invoice.Totals.Open.Minor > 0 ? Payment(invoice, issuer) : null,
        };
    }

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", English);

    private static IEnumerable<PaperFact> Facts(InvoiceView invoice, bool isInvoice, string? credited)
    {
        yield return new("Date", Day(invoice.IssueDate));
        if (isInvoice)
            yield return new("Due", Day(invoice.DueDate));
        if (credited is not null)
            yield return new("For invoice", credited);
        if (invoice.Reference is { } reference)
            yield return new("Your reference", reference);
    }

    private static IEnumerable<PaperSum> Sums(InvoiceView invoice)
    {
        yield return new("Net", invoice.Totals.Net);
        if (invoice.Taxes.Count > 0)
            yield return new("Tax", invoice.Totals.Tax);
        yield return new("Total", invoice.Totals.Gross);
        if (invoice.Totals.Paid.Minor == 0)
            yield break;

        yield return new(invoice.Kind == InvoiceKind.Invoice ? "Paid" : "Used", -invoice.Totals.Paid);
        yield return new("Open", invoice.Totals.Open);
    }

    private static PaperPayment? Payment(InvoiceView invoice, IssuedBy issuer)
    {
        if (issuer.Iban is not { } iban)
            return null;

        List<PaperFact> facts = [new("Account of", issuer.Name), new("IBAN", Iban.Of(iban).ToGroups())];
        if (issuer.Bic is { } bic)
            facts.Add(new("BIC", bic));
        facts.Add(new("Reference", invoice.Number!));
        return new PaperPayment(
            $"Please pay {invoice.Totals.Open} by {Day(invoice.DueDate)}.", facts, CreditTransferCode.Of(issuer, invoice.Totals.Open, invoice.Number!));
    }
}

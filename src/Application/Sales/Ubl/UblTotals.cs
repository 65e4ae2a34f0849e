using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>Works a file out again: what it states has to be what its lines come to.</summary>
internal static class UblTotals
{
    /// <returns>What the lines come to, and the first five differences from what the file states, in words.</returns>
    /// <exception cref="DomainException"><c>documents.no_lines</c>.</exception>
    public static (DocumentTotals Totals, IReadOnlyList<string> Differences) Compare(UblInvoice invoice)
    {
        var terms = invoice.Lines.Select(line => line.Tax).Distinct().ToDictionary(
            tax => tax, tax => new TaxTerms(EntityId.New<TaxRateId>(), $"{tax}", tax.Category, IsInclusive: false, [new TaxPart("VAT", tax.Percent)]));
        var totals = DocumentTotals.Of(
            invoice.Currency, [.. invoice.Lines.Select(line => new DocumentLine(line.Description, line.Quantity, line.UnitPrice, Tax: terms[line.Tax]))]);
        return (totals, [.. Differences(invoice, totals).Take(5)]);
    }

    private static IEnumerable<string> Differences(UblInvoice invoice, DocumentTotals totals)
    {
        if (totals.Net.Amount != invoice.Net)
            yield return $"without tax it states {invoice.Net}, and its lines come to {totals.Net.ToPlainString()}";
        foreach (var stated in invoice.Taxes.GroupBy(stated => stated.Tax))
        {
            var said = stated.Sum(one => one.Amount);
            var found = totals.Taxes.Where(tax => Of(tax) == stated.Key).Aggregate(Money.Zero(invoice.Currency), (sum, tax) => sum + tax.Amount);
            if (said != found.Amount)
                yield return $"for tax {stated.Key} it states {said}, and its lines come to {found.ToPlainString()}";
        }

        foreach (var missing in totals.Taxes.Where(tax => tax.Amount.Minor != 0 && invoice.Taxes.All(stated => stated.Tax != Of(tax))))
            yield return $"it does not state the tax {Of(missing)} of {missing.Amount.ToPlainString()}";
        if (totals.Gross.Amount != invoice.Gross)
            yield return $"with tax it states {invoice.Gross}, and its lines come to {totals.Gross.ToPlainString()}";
    }

    private static UblTax Of(TaxSubtotal tax) => new(tax.Category, tax.Percent);
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>
/// What the lines of a document come to. Each line is rounded once, and each tax once over all lines of its rate (EN 16931,
/// BR-CO-10 to BR-CO-17), half away from zero; nothing is rounded twice, and nothing is left over.
/// </summary>
/// <param name="Nets">Of each line, in their order: its amount without tax.</param>
/// <param name="Taxes">In the order in which lines first name their rate.</param>
/// <param name="Net">The sum of <paramref name="Nets"/>.</param>
/// <param name="Tax">The sum of all taxes.</param>
/// <param name="Gross">What is owed: net and tax.</param>
public sealed record DocumentTotals(IReadOnlyList<Money> Nets, IReadOnlyList<TaxSubtotal> Taxes, Money Net, Money Tax, Money Gross)
{
    /// <exception cref="DomainException"><c>documents.no_lines</c>, <c>documents.too_many_lines</c>, <c>money.out_of_range</c>.</exception>
    public static DocumentTotals Of(Currency currency, IReadOnlyList<DocumentLine> lines)
    {
        if (lines.Count == 0)
            throw new DomainException(DocumentsErrors.NoLines);
        if (lines.Count > DocumentLine.Most)
            throw new DomainException(DocumentsErrors.TooManyLines);

        Money[] nets = [.. lines.Select(line => line.AmountIn(currency))];
        var taxes = new List<TaxSubtotal>();
        foreach (var group in lines.Index().Where(line => line.Item.Tax is not null).GroupBy(line => line.Item.Tax!.Id))
        {
            int[] places = [.. group.Select(line => line.Index)];
            taxes.AddRange(TaxArithmetic.Apply(group.First().Item.Tax!, nets, places));
        }

        var net = Sum(currency, nets);
        var tax = Sum(currency, taxes.Select(subtotal => subtotal.Amount));
        return new DocumentTotals(nets, taxes, net, tax, Within(net + tax));
    }

    private static Money Sum(Currency currency, IEnumerable<Money> amounts) =>
        Within(amounts.Aggregate(Money.Zero(currency), (sum, amount) => sum + amount));

    private static Money Within(Money amount) => Math.Abs(amount.Minor) <= Ledger.Posting.Most ? amount : throw new DomainException(DocumentsErrors.TooLarge);
}

/// <summary>One tax of a document.</summary>
/// <param name="Rate">Of which rate.</param>
/// <param name="Name">Of the tax.</param>
/// <param name="Category">Of the rate.</param>
/// <param name="Percent">As the part says.</param>
/// <param name="Base">What it is worked out of; for a compound tax with the taxes before it.</param>
/// <param name="Amount">The tax.</param>
public sealed record TaxSubtotal(TaxRateId Rate, string Name, TaxCategory Category, decimal Percent, Money Base, Money Amount);

using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class DecimalSeparatorsTests
{
    [TestCase("EUR", '.', "1,234.56")]
    [TestCase("EUR", ',', "1.234,56")]
    [TestCase("EUR", ',', "12,5", "1.234")]
    [TestCase("EUR", '.', "1,000", "-2,500")]
    [TestCase("EUR", ',', "1.000", "-2.500")]
    [TestCase("EUR", ',', "1.234.567")]
    [TestCase("EUR", '.', "0.500")]
    [TestCase("EUR", '.', "12", "")]
    [TestCase("BHD", '.', "1234.500")]
    [TestCase("BHD", '.', "1,234.500", "1.500")]
    public void The_amounts_together_tell_the_separator(string currency, char expected, params string[] amounts) =>
        Find(currency, amounts).ShouldBe(expected);

    [TestCase("EUR", "12.50", "12,50")]
    [TestCase("EUR", "1.250", "1,250")]
    [TestCase("BHD", "1.250")]
    public void Contradictions_and_doubt_stay_open(string currency, params string[] amounts) =>
        Find(currency, amounts).ShouldBeNull();

    private static char? Find(string currency, string[] amounts)
    {
        var evidence = new DecimalEvidence();
        Array.ForEach(amounts, evidence.Take);
        return evidence.Separator(Currency.Of(currency));
    }
}

using Financbase.Domain.Documents;

namespace Financbase.Domain.Tests.Documents;

/// <summary>The official examples of EN 16931, where they are at hand, and one of our own that always is.</summary>
public sealed class SampleInvoicesTests
{
    // These state an amount that is not quantity times price: returned goods with the sign in the amount, and a pack of two at one price.
    private static readonly string[] Stated = ["FRITUUR VET 10 KG RETOUR", "Laptop computer"];

    [TestCaseSource(nameof(Samples))]
    public void The_totals_of_a_sample_come_out_to_the_cent(string path)
    {
        var sample = SampleInvoice.Read(File.ReadAllText(path));
        var totals = DocumentTotals.Of(sample.Currency, sample.Lines);

        totals.Taxes.ToDictionary(tax => SampleInvoice.Key(tax.Category, tax.Percent), tax => tax.Amount.Amount).ShouldBe(sample.Taxes, ignoreOrder: true);
        (totals.Net.Amount, totals.Gross.Amount).ShouldBe((sample.Net, sample.Gross));
        sample.Stated.Except(Stated).ShouldBeEmpty("Of all others, quantity times price is what they state.");
    }

    private static IEnumerable<string> Shared()
    {
        if (Environment.GetEnvironmentVariable("FINANCBASE_SHARED_DATA") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }

    private static IEnumerable<string> Samples()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "Documents", "Fixtures", "harbour-works.xml");
        foreach (var folder in Shared().Select(data => Path.Combine(data, "invoices", "ubl")).Where(Directory.Exists).Take(1))
        {
            foreach (var sample in Directory.EnumerateFiles(folder, "*.xml"))
                yield return sample;
        }
    }
}

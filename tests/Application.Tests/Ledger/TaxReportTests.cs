using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What the documents charged is what moved in the accounts of taxes, whatever was sold, credited and taken back.</summary>
public sealed class TaxReportTests
{
    private static readonly DateOnly First = new(2026, 1, 10);
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("EUR", 5)]
    [TestCase("JPY", 6)]
    [TestCase("BHD", 7)]
    public async Task The_report_is_what_moved_in_the_accounts_of_taxes(string currency, int seed)
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{seed}", currency));
        await TradeAsync(firm, new Random(seed));
        foreach (var (from, to) in new[] { (First, First.AddDays(200)), (First.AddDays(17), First.AddDays(44)), (new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)) })
        {
            var whole = await ReadAsync(firm, from, to);
            whole.Total.Moved.Minor.ShouldBe(await MovedAsync(firm, from, to));
            whole.Total.Other.Minor.ShouldBe(0);
            whole.Total.Tax.ShouldBe(whole.Total.Moved);
            whole.Total.Lines.Count.ShouldBe(4);
            foreach (var by in new[] { TaxInterval.Month, TaxInterval.Quarter, TaxInterval.Year })
            {
                var parts = (await ReadAsync(firm, from, to, by)).Periods;
                (parts[0].From, parts[^1].To).ShouldBe((from, to));
                parts.Zip(parts.Skip(1)).ShouldAllBe(pair => pair.First.To.AddDays(1) == pair.Second.From);
                parts.Sum(part => part.Net.Minor).ShouldBe(whole.Total.Net.Minor);
                parts.Sum(part => part.Moved.Minor).ShouldBe(whole.Total.Moved.Minor);
                foreach (var part in parts)
                    part.Moved.Minor.ShouldBe(await MovedAsync(firm, part.From, part.To), $"{part.From} {part.To}");
            }
        }

        var tax = firm.Accounts["2200"];
        await firm.Organization.SendAsync(new PostJournalEntry(First.AddDays(50), [new(tax, Debit: 77m), new(firm.Accounts["1010"], Credit: 77m)], "Paid to the tax office"));
        var paid = await ReadAsync(firm, First, First.AddDays(200));
        paid.Total.Other.Amount.ShouldBe(-77m);
        paid.Total.Moved.Minor.ShouldBe(await MovedAsync(firm, First, First.AddDays(200)));
    }

    [Test]
    public async Task Net_and_tax_of_each_rate_are_those_of_the_documents()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("plain"));
        var exempt = (await firm.Organization.SendAsync(new CreateTaxRate("Exempt", [new("None", 0)], TaxCategory.Exempt))).Value.Id;
        await firm.IssueAsync(firm.Line(100), firm.Line(50) with { TaxRateId = exempt });
        var late = await firm.IssueAsync(firm.Line(10));
        (await firm.Organization.SendAsync(new VoidInvoice(late, TestSales.Day.AddMonths(1)))).IsSuccess.ShouldBeTrue();
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day, 0.5m));
        var foreign = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(30)], TestSales.Day, TestSales.Far, "USD")))).Value.Id;
        _ = (await firm.Organization.SendAsync(new FinalizeInvoice(foreign))).Value;

        var june = (await ReadAsync(firm, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30))).Total;
        june.Lines.Select(line => $"{line.Name} {line.Percent} {line.Category} {line.Net} {line.Tax}").ShouldBe(["None 0 Exempt 50.00 EUR 0.00 EUR", "VAT 20 Standard 125.00 EUR 25.00 EUR"]);
        var july = (await ReadAsync(firm, new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31))).Total;
        july.Lines.Select(line => $"{line.Name} {line.Net} {line.Tax}").ShouldBe(["VAT -10.00 EUR -2.00 EUR"]);
    }

    [Test]
    public async Task More_periods_than_anybody_reads_are_refused()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("long"));
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2020, 1, 1), new DateOnly(2025, 1, 1), TaxInterval.Month))).IsSuccess.ShouldBeFalse();
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2020, 1, 1), new DateOnly(2024, 12, 31), TaxInterval.Month))).Value.Periods.Count.ShouldBe(60);
        (await firm.Organization.SendAsync(new GetTaxReport(new DateOnly(2020, 1, 1), new DateOnly(2019, 12, 31)))).IsSuccess.ShouldBeFalse();
    }

    private static async Task TradeAsync(TestSales firm, Random random)
    {
        await firm.Organization.SendAsync(new AddExchangeRate("USD", First, 0.9137m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", First.AddDays(40), 1.0211m));
        TaxRateId?[] rates =
        [
            firm.Rate, null,
            (await firm.Organization.SendAsync(new CreateTaxRate("Reduced", [new("VAT", 7.7m)], IsInclusive: true))).Value.Id,
            (await firm.Organization.SendAsync(new CreateTaxRate("Double", [new("VAT", 20), new("City tax", 1.5m, IsCompound: true)]))).Value.Id,
            (await firm.Organization.SendAsync(new CreateTaxRate("Export", [new("None", 0)], TaxCategory.Export))).Value.Id,
        ];
        List<InvoiceId> invoices = [];
        for (var step = 0; step < 110; step++)
        {
            var day = First.AddDays(random.Next(0, 90));
            if (step < 40 || random.Next(2) == 0)
            {
                var lines = Enumerable.Range(0, random.Next(1, 5)).Select(_ => firm.Line(random.Next(1, 9_000)) with { TaxRateId = rates[random.Next(rates.Length)] }).ToList();
                var drafted = await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, lines, day, TestSales.Far, random.Next(3) == 0 ? "USD" : null)));
                if ((await firm.Organization.SendAsync(new FinalizeInvoice(drafted.Value.Id))).IsSuccess)
                    invoices.Add(drafted.Value.Id);
            }
            else if (random.Next(2) == 0)
            {
                await firm.Organization.SendAsync(new CreditInvoice(invoices[random.Next(invoices.Count)], null, day.AddDays(60)));
            }
            else
            {
                await firm.Organization.SendAsync(new VoidInvoice(invoices[random.Next(invoices.Count)], day.AddDays(60)));
            }
        }
    }

    private static async Task<TaxReport> ReadAsync(TestSales firm, DateOnly from, DateOnly to, TaxInterval by = TaxInterval.Whole) =>
        (await firm.Organization.SendAsync(new GetTaxReport(from, to, by))).Value;

    // Credits less debits.
    private static async Task<long> MovedAsync(TestSales firm, DateOnly from, DateOnly to)
    {
        return await HeldAsync(from.AddDays(-1)) - await HeldAsync(to);

        async Task<long> HeldAsync(DateOnly day) => (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows
            .Where(row => row.Account.Code is "2200" or "1200").Sum(row => row.Balance.Minor);
    }
}

using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What is held in other currencies is worth what the rates say on the day, and on the next day the books are as they were.</summary>
public sealed class RevaluationTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_open_invoice_is_worth_what_the_rate_of_the_day_says_and_once()
    {
        var firm = await OpenAsync("once", 0.5m, 0.6m);
        await SellAsync(firm, 100, TestSales.Day);
        var end = TestSales.Day.AddDays(40);

        var report = (await firm.Organization.SendAsync(new GetRevaluation(end))).Value;
        report.Lines.Select(line => $"{line.Account.Code} {line.Original} {line.Kept} {line.Worth}").ShouldBe(["1100 100.00 USD 50.00 EUR 60.00 EUR"]);
        report.EntryId.ShouldBeNull();
        var posted = (await firm.Organization.SendAsync(new Revalue(end))).Value;
        var again = (await firm.Organization.SendAsync(new Revalue(end))).Value;
        (again.EntryId, again.ReversalId).ShouldBe((posted.EntryId, posted.ReversalId));
        posted.EntryId.ShouldNotBeNull();

        (await BalanceAsync(firm, end)).ShouldBe("1100:60.00 4000:-50.00 6950:-10.00");
        (await BalanceAsync(firm, end.AddDays(1))).ShouldBe("1100:50.00 4000:-50.00");
    }

    [Test]
    public async Task A_day_that_was_revalued_by_a_worse_rate_is_corrected_and_once()
    {
        var firm = await OpenAsync("corrected", 0.5m, 0.6m);
        await SellAsync(firm, 100, TestSales.Day);
        var end = TestSales.Day.AddDays(40);
        var first = (await firm.Organization.SendAsync(new Revalue(end))).Value;
        await firm.Organization.SendAsync(new AddExchangeRate("USD", end, 0.55m));

        ((await firm.Organization.SendAsync(new GetRevaluation(end))).Value.IsOutdated, first.IsOutdated).ShouldBe((true, false));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => firm.Organization.SendAsync(new Revalue(end))));

        both.Select(one => one.Error?.Code).ShouldBeSubsetOf([null, "ledger.already_posted"]);
        both.ShouldContain(one => one.IsSuccess && one.Value.EntryId != first.EntryId);
        (await firm.Organization.SendAsync(new GetRevaluation(end))).Value.IsOutdated.ShouldBeFalse();
        (await BalanceAsync(firm, end)).ShouldBe("1100:55.00 4000:-50.00 6950:-5.00");
        (await BalanceAsync(firm, end.AddDays(1))).ShouldBe("1100:50.00 4000:-50.00");
        await firm.Organization.SendAsync(new VoidInvoice((await firm.Organization.SendAsync(new ListInvoices(new(InvoiceKind.Invoice), new PageRequest()))).Value.Items[0].Id));
        (await firm.Organization.SendAsync(new Revalue(end))).IsSuccess.ShouldBeTrue();
        (await BalanceAsync(firm, end)).ShouldBe("", "as if it had never been");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_settled_later_was_open_on_the_day()
    {
        var firm = await OpenAsync("later", 0.5m, 0.6m);
        var (paid, credited, lost) = (await SellAsync(firm, 100, TestSales.Day), await SellAsync(firm, 30, TestSales.Day), await SellAsync(firm, 7, TestSales.Day));
        var end = TestSales.Day.AddDays(40);
        var before = await LinesAsync(firm, end);
        before.ShouldBe(["137.00 USD 68.50 EUR"]);

        (await firm.PayAsync(paid, 120, end.AddDays(3))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new CreditInvoice(credited, null, end.AddDays(4)))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new WriteOffInvoice(lost, end.AddDays(5)))).IsSuccess.ShouldBeTrue();

        (await LinesAsync(firm, end)).ShouldBe(before);
        (await LinesAsync(firm, end.AddDays(3))).ShouldBe(["17.00 USD 6.50 EUR"]);
    }

    [Test]
    public async Task What_is_paid_in_advance_is_a_credit_until_the_invoice_is_in_the_books()
    {
        var firm = await OpenAsync("advance", 0.5m, 0.6m);
        var issued = TestSales.Day.AddDays(40);
        var id = await SellAsync(firm, 100, issued);

        var paid = (await firm.PayAsync(id, 100, TestSales.Day)).Value;

        (await BalanceAsync(firm, TestSales.Day.AddDays(5))).ShouldBe("1010:50.00 1100:-50.00", "nothing was sold yet, and nothing gained");
        (await LinesAsync(firm, TestSales.Day.AddDays(5))).ShouldBe(["-100.00 USD -50.00 EUR"]);
        (await BalanceAsync(firm, issued)).ShouldBe("1010:50.00 4000:-60.00 6950:10.00");
        (await LinesAsync(firm, issued)).ShouldBeEmpty();
        (await firm.Organization.SendAsync(new UndoPayment(paid.Id))).IsSuccess.ShouldBeTrue();
        (await BalanceAsync(firm, issued.AddDays(1))).ShouldBe("1100:60.00 4000:-60.00");
    }

    [Test]
    public async Task A_credit_that_is_used_later_was_a_credit_on_the_day()
    {
        var firm = await OpenAsync("credit", 0.5m, 0.6m);
        var first = await SellAsync(firm, 10, TestSales.Day);
        var payment = (await firm.PayAsync(first, 50, TestSales.Day.AddDays(35))).Value.Id;
        var end = TestSales.Day.AddDays(40);
        var before = await LinesAsync(firm, end);
        before.ShouldBe(["-40.00 USD -24.00 EUR"]);

        var second = await SellAsync(firm, 40, end.AddDays(1));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", end.AddDays(1), 0.9m));
        var third = await SellAsync(firm, 25, end.AddDays(2));
        (await firm.Organization.SendAsync(new UseCredit(third, payment, Date: end.AddDays(3)))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new UseCredit(second, payment, Date: end.AddDays(3)))).IsSuccess.ShouldBeTrue();

        (await LinesAsync(firm, end)).ShouldBe(before);
    }

    [Test]
    public async Task Nothing_to_revalue_and_no_rate_are_refused()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("none"));
        await firm.IssueAsync(firm.Line(100));
        (await firm.Organization.SendAsync(new Revalue(TestSales.Day))).Error!.Code.ShouldBe("ledger.nothing_to_revalue");
        (await firm.Organization.SendAsync(new Revalue(TestSales.Day), "viewer")).IsSuccess.ShouldBeFalse();
    }

    [TestCase(21)]
    [TestCase(22)]
    public async Task After_the_day_nothing_of_it_is_left(int seed)
    {
        var firm = await OpenAsync($"random-{seed}", 0.8137m, 0.9311m);
        var random = new Random(seed);
        List<InvoiceId> invoices = [];
        for (var step = 0; step < 25; step++)
        {
            invoices.Add(await SellAsync(firm, random.Next(1, 5_000), TestSales.Day.AddDays(random.Next(0, 50))));
            await firm.PayAsync(invoices[random.Next(invoices.Count)], random.Next(1, 4_000), TestSales.Day.AddDays(random.Next(50, 70)));
        }

        var days = new[] { 35, 45, 60, 61, 75 }.Select(TestSales.Day.AddDays).ToArray();
        var bare = new List<string>();
        foreach (var day in days)
            bare.Add(await BalanceAsync(firm, day.AddDays(1)));
        foreach (var day in days)
        {
            var posted = await firm.Organization.SendAsync(new Revalue(day));
            posted.IsSuccess.ShouldBeTrue(posted.Error?.Message);
            posted.Value.Lines.Sum(line => line.Difference.Minor).ShouldBe(posted.Value.Difference.Minor);
        }

        // The day after 60 is revalued itself.
        for (var i = 0; i < days.Length; i++)
        {
            if (days[i].AddDays(1) != days[Math.Min(i + 1, days.Length - 1)])
                (await BalanceAsync(firm, days[i].AddDays(1))).ShouldBe(bare[i], $"{days[i]}");
        }
    }

    private async Task<TestSales> OpenAsync(string slug, decimal before, decimal after)
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync(slug));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day.AddDays(-10), before));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day.AddDays(30), after));
        return firm;
    }

    private static async Task<InvoiceId> SellAsync(TestSales firm, decimal amount, DateOnly day)
    {
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(amount, taxed: false)], day, TestSales.Far, "USD")))).Value.Id;
        _ = (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Value;
        return id;
    }

    private static async Task<string[]> LinesAsync(TestSales firm, DateOnly day) =>
        [.. (await firm.Organization.SendAsync(new GetRevaluation(day))).Value.Lines.Where(line => line.Account.Code == "1100").Select(line => $"{line.Original} {line.Kept}")];

    private static async Task<string> BalanceAsync(TestSales firm, DateOnly day) => string.Join(' ', (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows
        .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
}

using Financbase.Application.Documents;
using Financbase.Application.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

public sealed class AgedReceivablesTests
{
    [Test]
    public async Task What_is_open_stands_where_its_last_day_is_and_credit_beside_it()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        var other = (await firm.Organization.SendAsync(new CreateCustomer(new("Blue Ferry")))).Value.Id;
        foreach (var (days, price) in new[] { (0, 1m), (1, 2m), (30, 4m), (31, 8m), (60, 16m), (61, 32m), (90, 64m), (91, 128m) })
            await IssueAsync(firm.Customer, TestSales.Day.AddDays(-days), price);
        var paid = await IssueAsync(other, TestSales.Day, 100m);
        await firm.PayAsync(paid, 130m);
        await IssueAsync(other, TestSales.Day.AddDays(-5), 50m);

        var report = (await firm.Organization.SendAsync(new GetAgedReceivables(TestSales.Day), role: "viewer")).Value;

        report.Rows.Select(row => $"{row.Customer.Name}: {Words(row.Amounts)}").ShouldBe(
            ["Blue Ferry: 0 5000 0 0 0 -3000 2000", "Northwind Shipyard: 100 600 2400 9600 12800 0 25500"]);
        Words(report.Totals).ShouldBe("100 5600 2400 9600 12800 -3000 27500");
        Words((await firm.Organization.SendAsync(new GetAgedReceivables(TestSales.Day.AddDays(-200)))).Value.Totals).ShouldBe("0 0 0 0 0 0 0", "nothing was issued yet");
        Words((await firm.Organization.SendAsync(new GetAgedReceivables(TestSales.Day.AddDays(-3)))).Value.Totals).ShouldBe("0 6200 4800 19200 0 0 30200", "nothing was paid yet");

        async Task<Domain.Sales.InvoiceId> IssueAsync(Domain.Sales.CustomerId customer, DateOnly due, decimal price)
        {
            var id = (await firm.Organization.SendAsync(new CreateInvoice(new(customer, [firm.Line(price, taxed: false)], due, due)))).Value.Id;
            (await firm.Organization.SendAsync(new FinalizeInvoice(id))).IsSuccess.ShouldBeTrue();
            return id;
        }

        static string Words(AgedAmounts amounts) => string.Join(' ', new[]
        {
            amounts.NotDue, amounts.Days30, amounts.Days60, amounts.Days90, amounts.Older, amounts.Credit, amounts.Total,
        }.Select(amount => amount.Minor));
    }
}

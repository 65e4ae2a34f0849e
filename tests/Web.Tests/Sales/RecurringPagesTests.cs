using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Sales;

/// <summary>Templates as a browser without scripts keeps them.</summary>
public sealed class RecurringPagesTests
{
    [Test]
    public async Task A_template_is_written_paused_changed_and_deleted()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("owner"));
        (string, string)[] form =
        [
            ("Plan.Name", "Berth, monthly"), ("Input.Customer", "Northwind Shipyard"), ("Plan.Every", "1"), ("Plan.Unit", "Months"), ("Plan.StartsOn", "2150-01-31"),
            ("Plan.Creates", "Finalized"), ("Input.Currency", "EUR"), ("Input.Lines[0].Description", "Berth"), ("Input.Lines[0].UnitPrice", "100"),
            ("Input.Lines[0].TaxRateId", $"{firm.Rate}"),
        ];

        using (var wrong = await browser.SubmitAsync("/o/firm/recurring-invoices/new", [.. form, ("Plan.EndsOn", "2149-01-01")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await wrong.Content.ReadAsStringAsync();
            page.ShouldContain("There is no such day before the end.");
            page.ShouldContain("Berth, monthly");
        }

        await DoneAsync("/o/firm/recurring-invoices/new", form);
        var id = $"{await app.Database.ScalarAsync("SELECT id FROM recurring_invoices")}";
        var shown = await browser.GetStringAsync($"/o/firm/recurring-invoices/{id}");
        shown.ShouldContain("every month, on the last day of the month");
        shown.ShouldContain("2150-02-28");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Pause");
        await DoneAsync($"/o/firm/recurring-invoices/{id}/edit", [.. form.Select(field => field.Item1 switch { "Plan.Name" => (field.Item1, "Berth, yearly"), "Plan.Unit" => (field.Item1, "Years"), _ => field })]);
        (await browser.GetStringAsync("/o/firm/recurring-invoices?status=paused")).ShouldContain("Berth, yearly");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Resume");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Delete");
        (await app.Database.ScalarAsync("SELECT count(*) FROM recurring_invoices")).ShouldBe(0L);

        async Task DoneAsync(string address, params (string, string)[] fields)
        {
            using var answer = await browser.SubmitAsync(address, fields);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        }
    }
}

using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Sales;

/// <summary>What goes out by itself, as a browser without scripts arranges it: templates of invoices, and reminders.</summary>
public sealed class RecurringPagesTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private TestBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_template_is_written_paused_changed_and_deleted()
    {
        (string, string)[] form =
        [
            ("Plan.Name", "Berth, monthly"), ("Input.Customer", "Northwind Shipyard"), ("Plan.Every", "1"), ("Plan.Unit", "Months"), ("Plan.StartsOn", "2150-01-31"),
            ("Plan.Creates", "Finalized"), ("Input.Currency", "EUR"), ("Input.Lines[0].Description", "Berth"), ("Input.Lines[0].UnitPrice", "100"),
            ("Input.Lines[0].TaxRateId", $"{_firm.Rate}"),
        ];

        using (var wrong = await _browser.SubmitAsync("/o/firm/recurring-invoices/new", [.. form, ("Plan.EndsOn", "2149-01-01")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await wrong.Content.ReadAsStringAsync();
            page.ShouldContain("There is no such day before the end.");
            page.ShouldContain("Berth, monthly");
        }

        await DoneAsync("/o/firm/recurring-invoices/new", form);
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM recurring_invoices")}";
        var shown = await _browser.GetStringAsync($"/o/firm/recurring-invoices/{id}");
        shown.ShouldContain("every month, on the last day of the month");
        shown.ShouldContain("2150-02-28");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Pause");
        await DoneAsync($"/o/firm/recurring-invoices/{id}/edit", [.. form.Select(field => field.Item1 switch { "Plan.Name" => (field.Item1, "Berth, yearly"), "Plan.Unit" => (field.Item1, "Years"), _ => field })]);
        (await _browser.GetStringAsync("/o/firm/recurring-invoices?status=paused")).ShouldContain("Berth, yearly");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Resume");
        await DoneAsync($"/o/firm/recurring-invoices/{id}?handler=Delete");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM recurring_invoices")).ShouldBe(0L);
    }

    [Test]
    public async Task Reminders_are_suggested_mended_and_switched_on()
    {
        const string Address = "/o/firm/settings/reminders";
        (await _browser.GetStringAsync(Address)).ShouldContain("Second reminder");
        (string, string)[] form =
        [
            ("Input.IsActive", "true"), ("Input.Stages[0].Days", ""), ("Input.Stages[0].Subject", "Left out"), ("Input.Stages[1].Days", "7"), ("Input.Stages[1].Body", "Please pay."),
        ];

        using (var wrong = await _browser.SubmitAsync(Address, [.. form, ("Input.Stages[1].Subject", "Pay {{ nubmer }}")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
            page.ShouldContain("There is no “nubmer”");
            page.ShouldContain("Pay {{ nubmer }}");
        }

        await DoneAsync(Address, [.. form, ("Input.Stages[1].Subject", "Pay {{ number }}")]);

        (await _app.Database.ScalarAsync("SELECT stages ->> 0 FROM reminder_policies WHERE active_since IS NOT NULL")).ShouldBe("""{"body": "Please pay.", "days": 7, "subject": "Pay {{ number }}"}""");
    }

    private async Task DoneAsync(string address, params (string, string)[] fields)
    {
        using var answer = await _browser.SubmitAsync(address, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }
}

using System.Net;
using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Sales;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Testing.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Templates that begin with what happens to invoices, from that to their end.</summary>
public sealed class SalesTemplateTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private ApiClient _api = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _api = await ApiClient.OfAsync(_firm.Organization, "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_customer_who_has_paid_is_thanked()
    {
        await using var workflow = await UseAsync("paid-thank-you", """{"parameters":{"amount":"100","signature":"Harbour Works"}}""");
        var customer = await CustomerAsync("payer@thanks.test");
        await PayAsync(await IssueAsync(customer, 50));
        await PayAsync(await IssueAsync(customer, 100));
        await PayAsync(await IssueAsync(await CustomerAsync(null), 100));

        var mail = (await _app.WaitForMailsAsync("payer@thanks.test")).Single();

        mail.Subject.ShouldStartWith("Thank you for paying invoice INV-2026-");
        mail.Text.ShouldContain("over 100.00 EUR");
        mail.Text.ShouldContain("Harbour Works");
        (await workflow.RunsAsync(2)).ShouldBe("succeeded succeeded", "one for each that is large enough");
    }

    [TestCase("approve", InvoiceStatus.Sent)]
    [TestCase("reject", InvoiceStatus.Draft)]
    public async Task A_large_invoice_goes_out_when_it_is_approved(string decision, InvoiceStatus expected)
    {
        await using var workflow = await UseAsync("large-invoice-approval", """{"parameters":{"amount":"1000"}}""");
        var customer = await CustomerAsync($"{decision}@large.test");
        await DraftAsync(customer, 1000);
        var large = await DraftAsync(customer, 1000.01m);
        var asked = "";
        await Eventually.HoldsAsync(async () =>
        {
            var pending = (await _api.GetAsync("/api/approvals?status=pending")).Data;
            asked = pending.GetArrayLength() == 1 ? pending[0].GetProperty("id").GetString()! : "";
            return asked.Length > 0;
        });

        (await _api.PostAsync($"/api/approvals/{asked}/{decision}", "{}")).Status.ShouldBe(HttpStatusCode.OK);

        (await workflow.RunsAsync(1)).ShouldBe("succeeded");
        (await _firm.ReadAsync(large)).Status.ShouldBe(expected);
        if (expected == InvoiceStatus.Sent)
            (await _app.WaitForMailsAsync($"{decision}@large.test")).Single().Files.Count.ShouldBe(1);
    }

    [Test]
    public async Task An_overdue_invoice_is_reminded_of_three_times_unless_it_is_paid()
    {
        await using var workflow = await UseAsync("overdue-reminders", "{}");
        var (slow, late) = (await IssueAsync(await CustomerAsync("slow@overdue.test"), 70, overdue: true), await IssueAsync(await CustomerAsync("late@overdue.test"), 80, overdue: true));
        await using (var scope = _app.CreateScope())
            await ActivatorUtilities.CreateInstance<OverdueInvoices>(scope.ServiceProvider).TellAsync(CancellationToken.None);
        await workflow.PassAsync(2);
        await _app.WaitForMailsAsync("slow@overdue.test");
        await _app.WaitForMailsAsync("late@overdue.test");

        await PayAsync(late);
        (await workflow.RunsAsync(1)).ShouldBe("succeeded");
        await workflow.PassAsync(1);
        await _app.WaitForMailsAsync("slow@overdue.test", 2);
        await workflow.PassAsync(1);

        (await workflow.RunsAsync(2)).ShouldBe("succeeded succeeded");
        (await _app.WaitForMailsAsync("slow@overdue.test", 3)).Select(mail => mail.Subject.Split(' ')[0]).ShouldBe(["Invoice", "Second", "Last"], ignoreOrder: true);
        (await _app.WaitForMailsAsync("late@overdue.test")).Count.ShouldBe(1);
        (await _firm.ReadAsync(slow)).PaymentStatus.ShouldBe(PaymentStatus.Overdue);
    }

    [Test]
    public async Task An_overdue_invoice_that_is_void_written_off_or_has_more_time_is_not_reminded_of()
    {
        await using var workflow = await UseAsync("overdue-reminders", "{}");
        InvoiceId[] invoices = [await OverdueAsync("void"), await OverdueAsync("lost"), await OverdueAsync("still")];
        await using (var scope = _app.CreateScope())
            await ActivatorUtilities.CreateInstance<OverdueInvoices>(scope.ServiceProvider).TellAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM workflow_timers WHERE due_at > app_now() + interval '1 day'"))! == 3);
        (await _firm.Organization.SendAsync(new VoidInvoice(invoices[0]))).IsSuccess.ShouldBeTrue();
        (await _firm.Organization.SendAsync(new WriteOffInvoice(invoices[1]))).IsSuccess.ShouldBeTrue();

        await workflow.PassAsync(3);

        (await workflow.RunsAsync(2)).ShouldBe("succeeded succeeded");
        (await _app.WaitForMailsAsync("still@left.test")).Single().Text.ShouldContain("90.00 EUR of it is still open");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflow_step_executions WHERE step = 'first' AND status = 'succeeded' AND input::text LIKE '%void@left.test%'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflow_step_executions WHERE step = 'first' AND status = 'succeeded' AND input::text LIKE '%lost@left.test%'")).ShouldBe(0L);

        async Task<InvoiceId> OverdueAsync(string who) => await IssueAsync(await CustomerAsync($"{who}@left.test"), 90, overdue: true);
    }

    [Test]
    public async Task Who_looks_after_a_budget_is_told_and_the_owners_when_it_is_overspent()
    {
        await using var workflow = await UseAsync("budget-alert", """{"parameters":{"role":"accountant"}}""");
        await _firm.Organization.AddMemberAsync("accountant");
        (await _firm.Organization.SendAsync(new CreateBudget("Plan", 2026, [new(_firm.Accounts["6100"], [.. Enumerable.Repeat(100m, 12)])]))).IsSuccess.ShouldBeTrue();
        await SpendAsync(85m);
        (await workflow.RunsAsync(1)).ShouldBe("succeeded");
        await SpendAsync(35m);
        (await workflow.RunsAsync(3)).ShouldBe("succeeded succeeded succeeded");

        (await _app.Database.ScalarAsync("SELECT string_agg(DISTINCT title, '; ' ORDER BY title) FROM notifications WHERE title LIKE '%6100 Rent%'")).ShouldBe(
            "80 % of the budget for 6100 Rent is used; 95 % of the budget for 6100 Rent is used; Stop spending: 95 % of the budget for 6100 Rent is used; The budget for 6100 Rent is overspent");
        (await _app.Database.ScalarAsync("SELECT body FROM notifications WHERE title = '80 % of the budget for 6100 Rent is used'")).ShouldBe("85.00 of 100.00 EUR in June 2026.");

        async Task SpendAsync(decimal amount)
        {
            (await _firm.Organization.SendAsync(new PostJournalEntry(new(2026, 6, 10), [
                new(_firm.Accounts["6100"], Debit: amount), new(_firm.Accounts["1010"], Credit: amount)]))).IsSuccess.ShouldBeTrue();
            (await _firm.Organization.SendAsPlatformAsync(new TellBudgets(new(2026, 6, 20)))).IsSuccess.ShouldBeTrue();
        }
    }

    private async Task<CustomerId> CustomerAsync(string? email) => (await _firm.Organization.SendAsync(new CreateCustomer(new($"Customer {email}", email)))).Value.Id;

    private async Task<InvoiceId> DraftAsync(CustomerId customer, decimal amount, bool overdue = false) => (await _firm.Organization.SendAsync(new CreateInvoice(new(
        customer, [_firm.Line(amount, taxed: false)], overdue ? new DateOnly(2020, 1, 1) : TestSales.Day, overdue ? new DateOnly(2020, 1, 31) : TestSales.Far)))).Value.Id;

    private async Task<InvoiceId> IssueAsync(CustomerId customer, decimal amount, bool overdue = false)
    {
        var id = await DraftAsync(customer, amount, overdue);
        (await _firm.Organization.SendAsync(new FinalizeInvoice(id))).IsSuccess.ShouldBeTrue();
        return id;
    }

    private async Task PayAsync(InvoiceId invoice) => (await _firm.PayAsync(invoice)).IsSuccess.ShouldBeTrue();

    private async Task<Running> UseAsync(string template, string body)
    {
        var made = await _api.PostAsync($"/api/workflow-templates/{template}/instantiate", body);
        made.Data.GetProperty("problems").GetArrayLength().ShouldBe(0, made.Data.GetProperty("problems").GetRawText());
        (await _api.PostAsync(made.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        return new Running(_app, _api, made.Location!);
    }

    /// <summary>A workflow that is published until the test ends.</summary>
    private sealed class Running(TestApp app, ApiClient api, string location) : IAsyncDisposable
    {
        private string Id => location.Split('/')[^1];

        public async ValueTask DisposeAsync() => (await api.PostAsync(location + "/pause")).Status.ShouldBe(HttpStatusCode.OK);

        /// <summary>Waits for so many runs to end, and tells how.</summary>
        public async Task<string?> RunsAsync(int count)
        {
            await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(
                $"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{Id}' AND status IN ('succeeded', 'failed', 'parked')"))! == count);
            return (string?)await app.Database.ScalarAsync(
                $"SELECT string_agg(status, ' ') FROM workflow_executions WHERE workflow_id = '{Id}' AND status IN ('succeeded', 'failed', 'parked')");
        }

        /// <summary>Lets the time pass for which so many runs wait.</summary>
        public Task PassAsync(int count) => Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync($"""
            WITH passed AS (
                UPDATE workflow_timers t SET due_at = app_now() FROM workflow_executions e
                WHERE e.id = t.execution_id AND e.workflow_id = '{Id}' AND t.due_at > app_now() + interval '1 day' RETURNING 1)
            SELECT count(*) FROM passed
            """))! == count);
    }
}

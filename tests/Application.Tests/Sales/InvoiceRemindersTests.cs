using Financbase.Application.Sales;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Sales;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Sales;

/// <summary>Which reminders go out, and that none goes out twice.</summary>
public sealed class InvoiceRemindersTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static readonly ReminderStage[] Stages =
    [
        new(14, "Second: {{ number }}", "{{ days }} days"), new(-3, "Soon: {{ number }}", "By {{ due }}"), new(7, "First: {{ number }}", "Dear {{ customer }},\n\nstill {{ open }} of {{ total }}."),
    ];

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_latest_stage_that_has_come_goes_out_once_whoever_sends_it()
    {
        var firm = await FirmAsync();
        var (late, later, soon) = (await DueAsync(firm, -8), await DueAsync(firm, -20), await DueAsync(firm, 2));
        await DueAsync(firm, 4);
        await firm.PayAsync(late, 20);

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        await RunAsync();

        (await SentAsync(firm, late)).ShouldBe("7");
        (await SentAsync(firm, later)).ShouldBe("14", "of several stages that have come, the latest");
        (await SentAsync(firm, soon)).ShouldBe("-3");
        (await CountAsync(firm)).ShouldBe(3);
        var mails = await _app.WaitForMailsAsync(Address, 3);
        mails.Select(mail => mail.Subject).Order().ShouldBe(["First: INV-2026-00001", "Second: INV-2026-00002", "Soon: INV-2026-00003"]);
        var first = mails.Single(mail => mail.Subject.StartsWith("First", StringComparison.Ordinal));
        first.Text.ShouldStartWith("Dear Northwind Shipyard,\n\nstill 100.00 EUR of 120.00 EUR.\n\n");
        first.Link().ShouldContain("/pay/");
        first.Files.ShouldBe(["INV-2026-00001.pdf"]);

        await firm.Organization.SendAsync(new SaveReminderPolicy(true, [.. Stages, new(8, "Between", "…")]));
        await RunAsync();
        (await SentAsync(firm, late)).ShouldBe("7 8");
        (await SentAsync(firm, later)).ShouldBe("14", "nothing goes back");
    }

    [Test]
    public async Task Nothing_goes_out_for_what_is_settled_or_to_whom_it_is_not_wanted()
    {
        var firm = await FirmAsync();
        var (paid, gone, open) = (await DueAsync(firm, -8), await DueAsync(firm, -8), await DueAsync(firm, -8));
        await firm.PayAsync(paid);
        (await firm.Organization.SendAsync(new VoidInvoice(gone))).IsSuccess.ShouldBeTrue();
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", Address, GetsReminders: false)));
        await RunAsync();
        (await CountAsync(firm)).ShouldBe(0);

        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard")));
        await RunAsync();
        (await CountAsync(firm)).ShouldBe(0, "there is no address");

        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", Address)));
        await firm.Organization.SendAsync(new SaveReminderPolicy(false, Stages));
        await RunAsync();
        (await CountAsync(firm)).ShouldBe(0, "it is switched off");

        await firm.Organization.SendAsync(new SaveReminderPolicy(true, Stages));
        await RunAsync();
        (await CountAsync(firm)).ShouldBe(0, "switched on today, what was due before is not made up for");

        await SinceAsync(firm, -30);
        await RunAsync();
        (await SentAsync(firm, open)).ShouldBe("7");
        (await CountAsync(firm)).ShouldBe(1);
    }

    [TestCase("Pay {{ nubmer }}", "fine", "stages[0].subject", "There is no “nubmer”")]
    [TestCase("fine", "{% if open %}", "stages[0].body", "")]
    [TestCase("fine", "{% for i in (1..100000000) %}x{% endfor %}", "stages[0].body", "Ranges")]
    [TestCase("", "fine", "stages[0].subject", "Write a subject")]
    public async Task A_text_that_cannot_be_sent_is_refused(string subject, string body, string field, string why)
    {
        var firm = await FirmAsync();

        var error = (await firm.Organization.SendAsync(new SaveReminderPolicy(true, [new(7, subject, body)]))).Error!;

        error.Fields!.Single().Key.ShouldBe(field);
        error.Fields!.Single().Value[0].ShouldContain(why);
    }

    private string Address => $"payer-{_firms}@north.test";

    private async Task<TestSales> FirmAsync()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", Address)));
        (await firm.Organization.SendAsync(new SaveReminderPolicy(true, Stages))).IsSuccess.ShouldBeTrue();
        await SinceAsync(firm, -30);
        return firm;
    }

    private Task<object?> SinceAsync(TestSales firm, int days) => _app.Database.ScalarAsync(
        $"UPDATE reminder_policies SET active_since = '{Today.AddDays(days):O}' WHERE organization_id = '{firm.Organization.Id}'");

    private static async Task<InvoiceId> DueAsync(TestSales firm, int days)
    {
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(100)], new DateOnly(2026, 1, 1), Today.AddDays(days))))).Value.Id;
        _ = (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Value;
        return id;
    }

    private static async Task<string> SentAsync(TestSales firm, InvoiceId id) => string.Join(' ', (await firm.ReadAsync(id)).Reminders.Select(sent => sent.Days));

    private async Task<long> CountAsync(TestSales firm) =>
        (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'invoice.reminder_sent'"))!;

    private async Task RunAsync()
    {
        await using var scope = _app.CreateScope();
        await ActivatorUtilities.CreateInstance<InvoiceReminders>(scope.ServiceProvider).SendAsync(CancellationToken.None);
    }
}

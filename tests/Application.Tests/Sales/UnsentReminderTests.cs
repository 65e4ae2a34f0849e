using Financbase.Application.Sales;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Sales;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Sales;

/// <summary>What could not be sent is told to those who may send invoices, once, and stands on the invoice until it goes out.</summary>
public sealed class UnsentReminderTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Without_an_address_senders_are_told_once_for_each_stage_and_the_invoice_says_so_until_it_goes_out()
    {
        var firm = await FirmAsync();
        var (owner, accountant, viewer) = (await firm.Organization.AddMemberAsync("owner"), await firm.Organization.AddMemberAsync("accountant"), await firm.Organization.AddMemberAsync("viewer"));
        var stranger = await (await _app.FoundAsync("stranger")).AddMemberAsync("owner");
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard")));
        var id = await DueAsync(firm);

        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();

        var unsent = (await firm.ReadAsync(id)).UnsentReminders.ShouldHaveSingleItem();
        (unsent.Days, unsent.Reason).ShouldBe((7, SalesErrors.NoAddress.Message));
        var told = await TextAsync($"SELECT string_agg(u.email || ': ' || n.title || ' ' || n.link, '; ' ORDER BY u.email) FROM notifications n JOIN users u ON u.id = n.user_id WHERE n.organization_id = '{firm.Organization.Id}'");
        told.ShouldBe(string.Join("; ", new[] { owner, accountant }.Select(person => $"{person.Email}: A reminder of INV-2026-00001 could not be sent /invoices/{id}").Order(StringComparer.Ordinal)));
        told.ShouldNotContain(viewer.Email);
        told.ShouldNotContain(stranger.Email);
        (await TextAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'invoice.reminder_failed'")).ShouldBe("1");

        await firm.Organization.SendAsync(new SaveReminderPolicy(true, [new(7, "First", "…"), new(9, "Second", "…")]));
        await RunAsync();
        (await firm.ReadAsync(id)).UnsentReminders.Select(one => one.Days).ShouldBe([7, 9], "another stage has come");
        (await TextAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'invoice.reminder_failed'")).ShouldBe("2");

        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", "payer@north.test")));
        await RunAsync();
        var whole = await firm.ReadAsync(id);
        (whole.UnsentReminders.Count, whole.Reminders.Single().Days).ShouldBe((0, 9));
    }

    [Test]
    public async Task What_the_mail_desk_refuses_is_told_once_and_holds_up_no_other()
    {
        var firm = await FirmAsync();
        var broken = await DueAsync(firm);
        await _app.Database.ScalarAsync($"UPDATE customers SET email = 'no address at all' WHERE id = '{firm.Customer}'");
        var fine = await DueAsync(firm, (await firm.Organization.SendAsync(new CreateCustomer(new("Blue Ferry Line", "payer@ferry.test")))).Value.Id);

        await RunAsync();
        await RunAsync();

        (await firm.ReadAsync(broken)).UnsentReminders.ShouldHaveSingleItem().Reason.ShouldBe(SalesErrors.NoAddress.Message);
        (await firm.ReadAsync(fine)).ShouldSatisfyAllConditions(invoice => invoice.UnsentReminders.ShouldBeEmpty(), invoice => invoice.Reminders.Count.ShouldBe(1));
        (await TextAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = 'invoice.reminder_failed'")).ShouldBe("1");
    }

    [Test]
    public async Task What_only_waits_because_too_many_mails_went_out_is_no_failure()
    {
        var firm = await FirmAsync();
        var id = await DueAsync(firm);
        await _app.Database.ScalarAsync($"""
            INSERT INTO document_links (organization_id, id, invoice_id, token_hash)
            SELECT '{firm.Organization.Id}', gen_random_uuid(), '{id}', sha256(('{id}' || n)::bytea) FROM generate_series(1, 500) AS row (n)
            """);

        await RunAsync();

        (await firm.ReadAsync(id)).ShouldSatisfyAllConditions(invoice => invoice.UnsentReminders.ShouldBeEmpty(), invoice => invoice.Reminders.ShouldBeEmpty());
    }

    private async Task<TestSales> FirmAsync()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));
        (await firm.Organization.SendAsync(new SaveReminderPolicy(true, [new(7, "First", "…")]))).IsSuccess.ShouldBeTrue();
        await _app.Database.ScalarAsync($"UPDATE reminder_policies SET active_since = '{Today.AddDays(-30):O}' WHERE organization_id = '{firm.Organization.Id}'");
        return firm;
    }

    private static async Task<InvoiceId> DueAsync(TestSales firm, CustomerId? customer = null)
    {
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(customer ?? firm.Customer, [firm.Line(100)], new DateOnly(2026, 1, 1), Today.AddDays(-10))))).Value.Id;
        _ = (await firm.Organization.SendAsync(new FinalizeInvoice(id))).Value;
        return id;
    }

    private async Task<string> TextAsync(string sql) => $"{await _app.Database.ScalarAsync(sql)}";

    private async Task RunAsync()
    {
        await using var scope = _app.CreateScope();
        await ActivatorUtilities.CreateInstance<InvoiceReminders>(scope.ServiceProvider).SendAsync(CancellationToken.None);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Sales;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Application.Tests.Sales;

/// <summary>Templates, and what the job makes by them.</summary>
public sealed class RecurringInvoicesTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Each_missed_day_gets_one_invoice_however_many_workers_there_are()
    {
        var (firm, asleep) = (await FirmAsync(), await FirmAsync());
        var template = await AddAsync(firm, Daily(-3), RecurringOutcome.Finalized);
        await AddAsync(asleep, Daily(-3), RecurringOutcome.Draft);
        await _app.Database.ScalarAsync($"UPDATE organizations SET state = 'suspended' WHERE id = '{asleep.Organization.Id}'");

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        await RunAsync();

        var view = await ReadAsync(firm, template);
        view.Invoices.Select(made => made.Date).ShouldBe([Today, Today.AddDays(-1), Today.AddDays(-2), Today.AddDays(-3)]);
        view.Invoices.ShouldAllBe(made => made.Status == InvoiceStatus.Finalized && made.Gross!.Value.Minor == 120_00);
        (view.Made, view.NextDates[0], view.Failure).ShouldBe((4, Today.AddDays(1), null));
        var invoice = await firm.ReadAsync(view.Invoices[3].InvoiceId!.Value);
        (invoice.IssueDate, invoice.DueDate, invoice.Reference).ShouldBe((Today.AddDays(-3), Today.AddDays(11), "PO 7"));
        (await CountAsync(firm, "recurring_invoice.generated")).ShouldBe(4);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM invoices WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(4L);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM invoices WHERE organization_id = '{asleep.Organization.Id}'")).ShouldBe(0L);
    }

    [Test]
    public async Task A_template_that_fails_says_why_once_and_holds_up_no_other()
    {
        var firm = await FirmAsync();
        var bad = await AddAsync(firm, Daily(0), RecurringOutcome.Sent);
        var good = await AddAsync(firm, Daily(0), RecurringOutcome.Draft);
        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard")));

        await RunAsync();
        await RunAsync();

        (await ReadAsync(firm, good)).Invoices.Single().Status.ShouldBe(InvoiceStatus.Draft);
        (await ReadAsync(firm, bad)).ShouldSatisfyAllConditions(
            view => view.Failure.ShouldBe(SalesErrors.NoAddress.Message), view => view.Made.ShouldBe(0), view => view.NextDates[0].ShouldBe(Today));
        (await CountAsync(firm, "recurring_invoice.failed")).ShouldBe(1);
        (await CountAsync(firm, "invoice.finalized")).ShouldBe(0, "all of it or nothing");

        await firm.Organization.SendAsync(new UpdateCustomer(firm.Customer, new("Northwind Shipyard", "payer@north.test")));
        await RunAsync();

        var mended = await ReadAsync(firm, bad);
        (mended.Failure, mended.Invoices.Single().Status).ShouldBe((null, InvoiceStatus.Sent));
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM outgoing_mails WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(1L);
        (await firm.Organization.SendAsync(new DeleteRecurringInvoice(bad))).Value.IsArchived.ShouldBeTrue("it made an invoice");
        (await ReadAsync(firm, bad)).Status.ShouldBe(RecurringStatus.Ended);
        (await firm.Organization.SendAsync(new DeleteInvoice((await ReadAsync(firm, good)).Invoices.Single().InvoiceId!.Value))).IsSuccess.ShouldBeTrue();
        await RunAsync();
        (await ReadAsync(firm, good)).Invoices.Single().InvoiceId.ShouldBeNull("a draft that was deleted is not made again");
    }

    [Test]
    public async Task Nobody_has_done_by_a_template_what_they_may_not_do_themselves()
    {
        var firm = await FirmAsync();
        var template = await AddAsync(firm, Daily(1), RecurringOutcome.Sent);
        var drafts = await AddAsync(firm, Daily(1), RecurringOutcome.Draft);

        (await ClerkAsync(firm, new CreateRecurringInvoice(Draft(firm, Daily(1), RecurringOutcome.Draft)))).Error.ShouldBeNull();
        (await ClerkAsync(firm, new CreateRecurringInvoice(Draft(firm, Daily(1), RecurringOutcome.Finalized)))).Error!.Code.ShouldBe("forbidden");
        (await ClerkAsync(firm, new UpdateRecurringInvoice(drafts, Draft(firm, Daily(1), RecurringOutcome.Sent)))).Error!.Code.ShouldBe("forbidden");
        (await ClerkAsync(firm, new UpdateRecurringInvoice(template, Draft(firm, Daily(1), RecurringOutcome.Draft)))).Error!.Code.ShouldBe("forbidden");
        (await ClerkAsync(firm, new PauseRecurringInvoice(template))).Error.ShouldBeNull("to stop it does no harm");
        (await ClerkAsync(firm, new ResumeRecurringInvoice(template))).Error!.Code.ShouldBe("forbidden");
        (await ReadAsync(firm, template)).Status.ShouldBe(RecurringStatus.Paused);
    }

    [Test]
    public async Task What_a_template_names_is_archived_and_not_forgotten()
    {
        var firm = await FirmAsync();
        var template = await AddAsync(firm, Daily(1), RecurringOutcome.Draft);

        (await firm.Organization.SendAsync(new DeleteCustomer(firm.Customer))).Value.IsArchived.ShouldBeTrue();
        (await firm.Organization.SendAsync(new Documents.DeleteTaxRate(firm.Rate))).Value.IsArchived.ShouldBeTrue();
        (await firm.Organization.SendAsync(new DeleteRecurringInvoice(template))).Value.IsArchived.ShouldBeFalse();
        (await firm.Organization.SendAsync(new GetRecurringInvoice(template))).Error!.Code.ShouldBe("not_found");
    }

    private static Recurrence Daily(int from) => new(1, RecurrenceUnit.Days, Today.AddDays(from));

    private static RecurringInvoiceDraft Draft(TestSales firm, Recurrence schedule, RecurringOutcome creates) =>
        new("Berth", firm.Customer, [firm.Line(100)], schedule, creates, 14, Reference: "PO 7");

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));

    private static async Task<RecurringInvoiceId> AddAsync(TestSales firm, Recurrence schedule, RecurringOutcome creates) =>
        (await firm.Organization.SendAsync(new CreateRecurringInvoice(Draft(firm, schedule, creates)))).Value.Id;

    private static async Task<RecurringInvoiceView> ReadAsync(TestSales firm, RecurringInvoiceId id) => (await firm.Organization.SendAsync(new GetRecurringInvoice(id))).Value;

    private async Task RunAsync()
    {
        await using var scope = _app.CreateScope();
        await ActivatorUtilities.CreateInstance<RecurringInvoices>(scope.ServiceProvider).MakeAsync(CancellationToken.None);
    }

    // Drafts invoices, and may neither finalise nor send them.
    private async Task<Pipeline.Result<T>> ClerkAsync<T>(TestSales firm, MediatR.IRequest<Pipeline.Result<T>> request)
    {
        await using var scope = _app.CreateScope();
        var user = EntityId.New<UserId>();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(firm.Organization.Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(
            new Principal($"user:{user}", PrincipalKind.User, user, new HashSet<string> { Permissions.Invoices.Read, Permissions.Invoices.Manage }));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    private async Task<long> CountAsync(TestSales firm, string type) =>
        (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type = '{type}'"))!;
}

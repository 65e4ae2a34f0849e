using System.Globalization;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Web.Commands.Demo;

/// <summary>What the bank is going to say of an invoice that is paid.</summary>
internal sealed record DemoPayment(InvoiceId Invoice, DemoLine Line);

/// <summary>Customers, what is sold to them, and who pays when: most in time, some in part, some late, some not at all.</summary>
internal sealed class DemoSales(DemoActors actors, DateOnly first, DateOnly today)
{
    private const int Invoices = 88;
    private const int Drafts = 3;

    public async Task<IReadOnlyList<DemoPayment>> SowAsync(TaxRateId vat)
    {
        var customers = await CustomersAsync();
        var items = await ItemsAsync(vat);
        var projects = await DemoProjects.SowAsync(actors);
        var known = await KnownAsync();
        var payments = new List<DemoPayment>();
        for (var place = 0; place < Invoices; place++)
        {
            // Each draws as much, whatever is there already.
            var random = new Random(20_260_704 + place);
            var reference = string.Create(CultureInfo.InvariantCulture, $"HP-{1_000 + place}");
            var firm = DemoFirm.Customers[random.Next(DemoFirm.Customers.Count)];
            var day = Weekday(first.AddDays(1 + (place * (today.DayNumber - first.DayNumber - 2) / (Invoices - 1))));
            var project = DemoProjects.CodeOf(firm.Name) is { } code ? projects[code] : (ProjectId?)null;
            var lines = Enumerable.Range(0, random.Next(1, 4)).Select(_ => items[random.Next(items.Count)]).Distinct()
                .Select(item => new InvoiceLineDraft(Quantity: random.Next(1, 5), ItemId: item, ProjectId: project)).ToList();
            var invoice = known.GetValueOrDefault(reference) ?? await WriteAsync(new(customers[firm.Name], lines, day, day.AddDays(firm.Days), Reference: reference));
            if (place >= Invoices - Drafts)
                continue;

            invoice = await FinalizeAsync(invoice);
            if (await PayAsync(place, invoice, firm.Name, random) is { } payment)
                payments.Add(payment);
        }

        return payments;
    }

    private async Task<DemoPayment?> PayAsync(int place, InvoiceSummary invoice, string payer, Random random)
    {
        var paid = Weekday(invoice.DueDate.AddDays(random.Next(-8, 7)));
        var isUntouched = invoice.PaymentStatus is PaymentStatus.Open or PaymentStatus.Overdue;
        if (place % 29 == 7)
        {
            if (invoice.PaymentStatus != PaymentStatus.WrittenOff)
                await actors.SendAsync(new WriteOffInvoice(invoice.Id, Weekday(Earlier(invoice.DueDate.AddDays(60))), "The firm has closed"));
            return null;
        }

        if (place % 19 == 5)
        {
            if (isUntouched)
                await actors.SendAsync(new CreditInvoice(invoice.Id, Date: Weekday(Earlier(invoice.IssueDate.AddDays(9))), Reason: "Ordered twice"));
            return null;
        }

        // Some let it wait, and whoever still has time pays later.
        if (place % 13 == 4 || paid >= today)
            return null;

        var amount = place % 11 == 3 ? decimal.Round(invoice.Totals.Gross.Amount * 0.4m, 2) : invoice.Totals.Gross.Amount;
        return new DemoPayment(invoice.Id, new DemoLine(paid, payer, $"Invoice {invoice.Number}, order {invoice.Reference}", amount));
    }

    private async Task<InvoiceSummary> WriteAsync(InvoiceDraft draft) => await ReadAsync((await actors.SendAsync(new CreateInvoice(draft))).Id);

    private async Task<InvoiceSummary> FinalizeAsync(InvoiceSummary invoice)
    {
        if (invoice.Status != InvoiceStatus.Draft)
            return invoice;

        await actors.SendAsync(new FinalizeInvoice(invoice.Id));
        return await ReadAsync(invoice.Id);
    }

    private async Task<InvoiceSummary> ReadAsync(InvoiceId id)
    {
        var view = await actors.SendAsync(new GetInvoice(id));
        return new(view.Id, view.Kind, view.Number, view.Customer, view.Status, view.PaymentStatus, view.IssueDate, view.DueDate, view.Reference, view.Totals);
    }

    private async Task<Dictionary<string, InvoiceSummary>> KnownAsync() =>
        (await actors.SendAsync(new ListInvoices(new(InvoiceKind.Invoice), new PageRequest(PageRequest.MaxLimit)))).Items
            .Where(invoice => invoice.Reference is not null).DistinctBy(invoice => invoice.Reference).ToDictionary(invoice => invoice.Reference!);

    private async Task<Dictionary<string, CustomerId>> CustomersAsync()
    {
        var known = (await actors.SendAsync(new ListCustomers(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(customer => customer.Name).ToDictionary(customer => customer.Name, customer => customer.Id);
        foreach (var firm in DemoFirm.Customers.Where(firm => !known.ContainsKey(firm.Name)))
            known[firm.Name] = (await actors.SendAsync(new CreateCustomer(new(firm.Name, firm.Mail, Address: new(firm.Street, firm.PostalCode, firm.City, firm.Country), PaymentDays: firm.Days)))).Id;
        return known;
    }

    private async Task<List<ItemId>> ItemsAsync(TaxRateId vat)
    {
        var known = (await actors.SendAsync(new ListItems(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .Where(item => item.Code is not null).DistinctBy(item => item.Code).ToDictionary(item => item.Code!, item => item.Id);
        var items = new List<ItemId>();
        foreach (var (name, code, unit, price) in DemoFirm.Items)
            items.Add(known.TryGetValue(code, out var id) ? id : (await actors.SendAsync(new CreateItem(new(name, price, code, Unit: unit, TaxRateId: vat)))).Id);
        return items;
    }

    private DateOnly Earlier(DateOnly day) => day < today ? day : today.AddDays(-1);

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(-2),
        _ => day,
    };
}

using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Reminders;

/// <summary>Invoices of which customers are to be reminded on the organization's own day.</summary>
/// <param name="After">Only those behind this one; null for the first.</param>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
public sealed record ListDueReminders(InvoiceId? After, int Most) : IQuery<IReadOnlyList<DueReminder>>;

internal sealed class ListDueRemindersHandler(ReminderDesk desk, IReminders reminders, InvoiceDrafting drafting) : IHandler<ListDueReminders, IReadOnlyList<DueReminder>>
{
    public async Task<Result<IReadOnlyList<DueReminder>>> Handle(ListDueReminders request, CancellationToken cancellationToken)
    {
        DueReminder[] due = await desk.FindAsync(cancellationToken) is { IsActive: true } policy
            ? [.. await reminders.ListDueAsync(policy, await drafting.TodayAsync(cancellationToken), request.After, request.Most, cancellationToken)]
            : [];
        return due;
    }
}

/// <summary>Reminds a customer of an invoice by the latest stage that has come: once, however often it is asked, and only while something is open.</summary>
/// <returns>False when there is nothing to remind of.</returns>
[PlatformOnly]
[Audited("invoice.remind", "Reminded a customer of an invoice")]
public sealed record SendReminder(InvoiceId Id) : ICommand<bool>;

internal sealed class SendReminderHandler(
    ReminderDesk desk, IReminders reminders, IReminderTexts texts, IRepository<Invoice> invoices, IRepository<Customer> customers, IInvoices books, InvoiceDrafting drafting,
    InvoiceSending sending, IMailOutbox outbox, IEventLog events) : IHandler<SendReminder, bool>
{
    public async Task<Result<bool>> Handle(SendReminder command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        var today = await drafting.TodayAsync(cancellationToken);
        if (await desk.FindAsync(cancellationToken) is not { IsActive: true } policy
            || await reminders.FindDueAsync(policy, today, command.Id, cancellationToken) is not { } due
            || await invoices.FindAsync(command.Id, cancellationToken) is not { } invoice
            || !await reminders.NoteAsync(due, cancellationToken))
            return false;

        var stage = policy.Stages.Single(one => one.Days == due.Days);
        var customer = await customers.FindAsync(invoice.CustomerId, cancellationToken);
        var to = await sending.AddressAsync(invoice.CustomerId, null, cancellationToken);
        var (issuer, view, pdf, link) = await sending.EnclosureAsync(invoice.Id, cancellationToken);
        var values = new Dictionary<string, string>
        {
            ["customer"] = view.BillTo?.Name ?? customer!.Name,
            ["number"] = invoice.Number!,
            ["due"] = InvoicePaper.Day(invoice.DueDate),
            ["open"] = $"{invoice.Open}",
            ["total"] = $"{invoice.Gross}",
            ["days"] = Math.Max(0, today.DayNumber - invoice.DueDate.DayNumber).ToString(CultureInfo.InvariantCulture),
            ["organization"] = issuer,
        };
        await outbox.QueueAsync(Letter.Reminder(to, issuer, texts.Write(stage.Subject, values), texts.Write(stage.Body, values), link, pdf), cancellationToken);
        await events.AppendAsync([new InvoiceReminderSent(invoice.Id, invoice.Number!, invoice.CustomerId, invoice.DueDate, due.Days, invoice.Open)], cancellationToken);
        return true;
    }
}

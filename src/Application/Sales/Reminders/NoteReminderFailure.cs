using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Reminders;

/// <summary>Notes that a customer could not be reminded of an invoice, and why. People are told once of each stage of an invoice, however often it is tried.</summary>
/// <param name="Reminder">What could not be sent.</param>
/// <param name="Why">For people.</param>
/// <returns>False when it was told before.</returns>
[PlatformOnly]
[Audited("invoice.remind_failed", "Noted that a customer could not be reminded of an invoice")]
public sealed record NoteReminderFailure(DueReminder Reminder, Error Why) : ICommand<bool>;

internal sealed class NoteReminderFailureHandler(IRepository<Invoice> invoices, IReminders reminders, IEventLog events) : IHandler<NoteReminderFailure, bool>
{
    private const int LongestReason = 300;

    public async Task<Result<bool>> Handle(NoteReminderFailure command, CancellationToken cancellationToken)
    {
        var (reminder, why) = (command.Reminder, command.Why);
        var words = why.Fields is { Count: > 0 } fields ? fields.First().Value[0] : why.Message;
        var reason = words.Length > LongestReason ? words[..LongestReason] : words;
        if (await invoices.FindAsync(reminder.Invoice, cancellationToken) is not { Number: { } number } invoice)
            return Error.NotFound("invoice");
        if (!await reminders.TellFailureAsync(reminder, number, why.Code, reason, cancellationToken))
            return false;

        await events.AppendAsync([new InvoiceReminderFailed(invoice.Id, number, invoice.CustomerId, invoice.DueDate, reminder.Days, why.Code, reason)], cancellationToken);
        return true;
    }
}

using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// Reminds customers of what is due, each in a transaction of its own. What was sent is kept, so it may run as often as it likes. What cannot be sent is
/// told once, tried again the next time, and holds up no other.
/// </summary>
[PlatformJob]
public sealed partial class InvoiceReminders(EachOrganization organizations, DuePieces pieces, ILogger<InvoiceReminders> logger)
{
    private const string Piece = "reminder of invoice";
    private const int AtOnce = 200;

    private static readonly Error Unexpected = new("sales.reminder_unexpected", RecurringInvoices.Unforeseen, ErrorKind.Rule);

    [JobDisplayName("Remind of invoices")]
    public Task SendAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(InvoiceReminders), RemindAsync, ct);

    private Task RemindAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        Piece,
        async after => (await sender.Send(new ListDueReminders(after is { } id ? new InvoiceId(id) : null, AtOnce), ct)).Value,
        reminder => reminder.Invoice.Value,
        reminder => SendOneAsync(sender, reminder, ct),
        ct);

    // False where no more mails go out within this hour: nothing is wrong with the reminder, and the next run goes on.
    private async Task<bool> SendOneAsync(ISender sender, DueReminder reminder, CancellationToken ct)
    {
        var error = await pieces.TryAsync<Error?>(
            Piece, reminder.Invoice.Value, async () => (await sender.Send(new SendReminder(reminder.Invoice), ct)).Error, Unexpected, ct);
        if (error is null)
            return true;

        NotSent(reminder.Invoice.Value, error.Code);
        if (error.Code == SalesErrors.TooManyMails.Code)
            return false;

        await sender.Send(new NoteReminderFailure(reminder, error), ct);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The reminder of invoice {InvoiceId} could not be sent ({Code}); it is tried again the next time")]
    private partial void NotSent(Guid invoiceId, string code);
}

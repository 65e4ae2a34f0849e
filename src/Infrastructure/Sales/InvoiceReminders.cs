using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Sales;

/// <summary>Reminds customers of what is due, each in a transaction of its own. What was sent is kept, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed partial class InvoiceReminders(EachOrganization organizations, DuePieces pieces, ILogger<InvoiceReminders> logger)
{
    private const int AtOnce = 200;

    [JobDisplayName("Remind of invoices")]
    public Task SendAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(InvoiceReminders), RemindAsync, ct);

    private Task RemindAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        "reminder of invoice",
        async after => (await sender.Send(new ListDueReminders(after is { } id ? new InvoiceId(id) : null, AtOnce), ct)).Value,
        reminder => reminder.Invoice.Value,
        // No more mails go out within this hour; the next run goes on.
        async reminder => await SendOneAsync(sender, reminder, ct) != SalesErrors.TooManyMails.Code,
        ct);

    private async Task<string?> SendOneAsync(ISender sender, DueReminder reminder, CancellationToken ct)
    {
        var sent = await sender.Send(new SendReminder(reminder.Invoice), ct);
        if (sent.Error is { } error)
            NotSent(reminder.Invoice.Value, error.Code);
        return sent.Error?.Code;
    }

    [LoggerMessage(LogLevel.Warning, "The reminder of invoice {InvoiceId} could not be sent ({Code}); it is tried again the next time")]
    private partial void NotSent(Guid invoiceId, string code);
}

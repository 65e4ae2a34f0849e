using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// Makes the invoices that are due by templates, each in a transaction of its own, so it may run as often as it likes. A template whose
/// invoice cannot be made says why, is tried again the next time, and holds up no other.
/// </summary>
[PlatformJob]
public sealed class RecurringInvoices(EachOrganization organizations, DuePieces pieces)
{
    private const string Piece = "invoice of template";
    private const int AtOnce = 200;

    /// <summary>After long idleness a template catches up with so many invoices at most; the rest follow with the next run.</summary>
    public const int MostOfOne = 60;

    private static readonly Error Unexpected = new(
        "sales.recurring_unexpected", "Something went wrong that is not yours to mend. It is tried again; if it stays so, tell your operator.", ErrorKind.Rule);

    [JobDisplayName("Make recurring invoices")]
    public Task MakeAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(RecurringInvoices), MakeDueAsync, ct);

    private Task MakeDueAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        Piece,
        async after => (await sender.Send(new ListDueRecurringInvoices(after is { } id ? new RecurringInvoiceId(id) : null, AtOnce), ct)).Value,
        template => template.Id.Value,
        async template =>
        {
            await CatchUpAsync(sender, template, ct);
            return true;
        },
        ct);

    private async Task CatchUpAsync(ISender sender, DueRecurringInvoice template, CancellationToken ct)
    {
        for (var made = 0; made < MostOfOne; made++)
        {
            ct.ThrowIfCancellationRequested();
            var (more, error) = await MakeOneAsync(sender, template.Id, ct);
            // No more mails go out within this hour: nothing is wrong with the template, and the next run goes on.
            if (error?.Code == SalesErrors.TooManyMails.Code)
                return;
            if (error is not null && (made > 0 || error.Code != template.FailureCode))
                await sender.Send(new NoteRecurringFailure(template.Id, error), ct);
            if (!more)
                return;
        }
    }

    private Task<(bool More, Error? Error)> MakeOneAsync(ISender sender, RecurringInvoiceId template, CancellationToken ct) => pieces.TryAsync(
        Piece, template.Value,
        async () => (await sender.Send(new MakeRecurringInvoice(template), ct)).Match(more => (more, (Error?)null), error => (false, error)),
        (false, Unexpected), ct);
}

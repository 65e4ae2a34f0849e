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

    internal const string Unforeseen = "Something went wrong that is not yours to mend. It is tried again; if it stays so, tell your operator.";

    private static readonly Error Unexpected = new("sales.recurring_unexpected", Unforeseen, ErrorKind.Rule);

    [JobDisplayName("Make recurring invoices")]
    public Task MakeAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(RecurringInvoices), MakeDueAsync, ct);

    private Task MakeDueAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        Piece,
        async after => (await sender.Send(new ListDueRecurringInvoices(after is { } id ? new RecurringInvoiceId(id) : null, AtOnce), ct)).Value,
        template => template.Id.Value,
        async template =>
        {
            await pieces.CatchUpAsync(
                Piece, template.Id.Value, MostOfOne, async () => await sender.Send(new MakeRecurringInvoice(template.Id), ct), Unexpected, template.FailureCode,
                error => NoteAsync(sender, template.Id, error, ct), ct);
            return true;
        },
        ct);

    // No more mails go out within this hour: nothing is wrong with the template, and the next run goes on.
    private static async Task NoteAsync(ISender sender, RecurringInvoiceId template, Error error, CancellationToken ct)
    {
        if (error.Code != SalesErrors.TooManyMails.Code)
            await sender.Send(new NoteRecurringFailure(template, error), ct);
    }
}

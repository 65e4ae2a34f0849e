using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Books that an invoice was looked at by its link: once for each of the organization's days, however often that was.</summary>
[Anonymous]
[NotAudited("Whoever has the link did it, of whom nothing is known; the event tells it.")]
public sealed record NoteInvoiceView(string Token) : ICommand<Done>
{
    public override string ToString() => nameof(NoteInvoiceView);
}

internal sealed class NoteInvoiceViewHandler(SharedInvoices shared, IDocumentLinks links, InvoiceDrafting drafting, IEventLog events) : IHandler<NoteInvoiceView, Done>
{
    public async Task<Result<Done>> Handle(NoteInvoiceView command, CancellationToken cancellationToken)
    {
        if (await shared.OpenAsync(command.Token, cancellationToken) is not { } opened)
            return SalesErrors.LinkDead;

        var today = await drafting.TodayAsync(cancellationToken);
        if (await links.NoteViewAsync(opened.Invoice.Id, today, cancellationToken))
            await events.AppendAsync([new InvoiceViewed(opened.Invoice.Id, opened.Invoice.Number!, opened.Invoice.CustomerId, today)], cancellationToken);
        return default(Done);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>One entry with its postings.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetJournalEntry(JournalEntryId Id) : IQuery<JournalEntryView>;

internal sealed class GetJournalEntryHandler(ILedgerReports reports) : IHandler<GetJournalEntry, JournalEntryView>
{
    public async Task<Result<JournalEntryView>> Handle(GetJournalEntry request, CancellationToken cancellationToken) =>
        await reports.FindEntryAsync(request.Id, cancellationToken) is { } entry ? entry : Error.NotFound("journal entry");
}

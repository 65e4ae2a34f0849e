using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Takes a journal back that was taken in: each of its entries is reversed on its own day, so none of those days may be closed. Accounts stay.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("journal.undo_import", "Took back an imported journal")]
public sealed record UndoJournalImport(Guid Id) : ICommand<UndoneJournal>;

/// <param name="Entries">How many were taken back.</param>
public sealed record UndoneJournal(int Entries);

internal sealed class UndoJournalImportHandler(ILedger ledger, IMovedIn movedIn, IEventLog events, IAuditNotes notes) : IHandler<UndoJournalImport, UndoneJournal>
{
    public async Task<Result<UndoneJournal>> Handle(UndoJournalImport command, CancellationToken cancellationToken)
    {
        await ledger.HoldAsync(cancellationToken);
        var entries = command.Id == MovingIn.Balances ? [] : await movedIn.ReadAsync(command.Id, cancellationToken);
        if (entries.Count == 0)
            return Error.NotFound("imported journal");

        var reversals = entries.Select(entry => entry.Reverse(entry.Date, "Import taken back")).ToList();
        events.Origin = EventOrigin.Backfill;
        await ledger.PostAsync(reversals, cancellationToken);
        await events.AppendAsync([.. reversals.Select(reversal => new JournalEntryReversed(reversal.Reverses!.Value, reversal.Id, reversal.Date, reversal.Total))], cancellationToken);
        notes.About(new AuditTarget("journal", command.Id.ToString(), $"{entries[0].Date:O}"));
        notes.Tell("entries", entries.Count.ToString(CultureInfo.InvariantCulture));
        return new UndoneJournal(entries.Count);
    }
}

using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>
/// Takes in a journal: all of its transactions or none. Accounts that the chart does not have are opened, by those who may. The same text does not come in
/// twice, unless it was taken back.
/// </summary>
/// <param name="Text">In the format of hledger or beancount.</param>
/// <param name="Format">In which; null where the content tells.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("journal.import", "Took in a journal")]
public sealed record ImportJournal(string Text, PlainFormat? Format = null) : ICommand<ImportedJournal>;

/// <param name="Id">By which it is taken back.</param>
/// <param name="Entries">How many came in.</param>
/// <param name="Accounts">How many accounts were opened.</param>
public sealed record ImportedJournal(Guid Id, int Entries, int Accounts);

internal sealed class ImportJournalValidator : AbstractValidator<ImportJournal>
{
    public ImportJournalValidator() => RuleFor(journal => journal.Text).NotEmpty().MaximumLength(PreviewJournalValidator.Longest)
        .WithMessage($"A journal has 1 to {PreviewJournalValidator.Longest} characters.");
}

internal sealed class ImportJournalHandler(JournalImport import, IRepository<Account> accounts, ILedger ledger, IMovedIn movedIn, IEventLog events, IAuditNotes notes)
    : IHandler<ImportJournal, ImportedJournal>
{
    public async Task<Result<ImportedJournal>> Handle(ImportJournal command, CancellationToken cancellationToken)
    {
        var (journal, found, faults) = await import.ReadAsync(command.Text, command.Format, cancellationToken);
        if (faults is [var first, ..])
            return LedgerErrors.JournalUnread(first.Line, first.Reason);
        if (journal.Entries.Count == 0)
            return LedgerErrors.JournalEmpty;

        // Of two who take in the same one at once, the second finds what the first has done.
        await ledger.HoldAsync(cancellationToken);
        if (await IdAsync(command.Text, cancellationToken) is not { } id)
            return LedgerErrors.JournalTakenIn;

        var opened = found.Where(account => account.IsNew).Select(account => account.Account).ToList();
        if (opened.Count > 0)
            import.RequireMayOpen();
        foreach (var account in opened)
            accounts.Add(account);

        // The past starts no automations.
        events.Origin = EventOrigin.Backfill;
        var byName = found.ToDictionary(account => account.Plain.Name, account => account.Account.Id);
        await ledger.PostAsync(
            [
                .. journal.Entries.Select(entry => JournalEntry.Of(
                    MovingIn.Entry(id, entry.Line), entry.Date, entry.Memo,
                    [.. entry.Postings.Select(posting => new Posting(byName[posting.Account], posting.Amount, posting.Memo, posting.Original))])),
            ],
            cancellationToken);
        notes.About(new AuditTarget("journal", id.ToString(), $"{journal.Entries[0].Date:O}"));
        notes.Tell("entries", journal.Entries.Count.ToString(CultureInfo.InvariantCulture));
        return new ImportedJournal(id, journal.Entries.Count, opened.Count);
    }

    // Null where it is in the books.
    private async Task<Guid?> IdAsync(string text, CancellationToken ct)
    {
        for (var round = 0; ; round++)
        {
            var id = MovingIn.JournalOf(text, round);
            var there = await movedIn.ListAsync(id, MovingIn.JournalPrefix, ct);
            if (there.Count == 0)
                return id;
            if (there.Any(entry => !entry.IsReversed))
                return null;
        }
    }
}

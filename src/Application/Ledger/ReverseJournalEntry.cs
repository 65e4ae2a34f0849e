using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Takes an entry back by its mirror image. Once: a second time is refused.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Date">The day of the reversal, not before the entry's own; null takes the entry's own.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("journal_entry.reverse", "Reversed a journal entry")]
public sealed record ReverseJournalEntry(JournalEntryId Id, DateOnly? Date = null, string? Reason = null) : ICommand<PostedEntry>;

internal sealed class ReverseJournalEntryValidator : AbstractValidator<ReverseJournalEntry>
{
    public ReverseJournalEntryValidator() => RuleFor(reversal => reversal.Date)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class ReverseJournalEntryHandler(ILedger ledger, IAuditNotes notes) : IHandler<ReverseJournalEntry, PostedEntry>
{
    public async Task<Result<PostedEntry>> Handle(ReverseJournalEntry command, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(command.Id, cancellationToken) is not { } entry)
            return Error.NotFound("journal entry");

        if (entry.Document is not null)
            return LedgerErrors.BelongsToDocument;

        var reversal = await ledger.ReverseAsync(entry, command.Date ?? entry.Date, command.Reason, cancellationToken);
        notes.About(new AuditTarget("journal_entry", entry.Id.ToString(), entry.Memo));
        notes.Tell("reversalId", reversal.Id.ToString());
        return new PostedEntry(reversal.Id);
    }
}

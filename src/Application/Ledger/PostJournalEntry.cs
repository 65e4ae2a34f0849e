using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Posts an entry by hand. What is posted is never changed: a mistake is reversed.</summary>
/// <param name="Date">Its day in the books.</param>
/// <param name="Postings">Two or more; debits and credits come to the same.</param>
/// <param name="Memo">What it is about.</param>
/// <param name="Tags">By which people find it; at most 20.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("journal_entry.post", "Posted a journal entry")]
public sealed record PostJournalEntry(DateOnly Date, IReadOnlyList<PostingDraft> Postings, string? Memo = null, IReadOnlyList<string>? Tags = null) : ICommand<PostedEntry>;

/// <param name="AccountId">An account in use.</param>
/// <param name="Debit">In the base currency, above zero; null where it is a credit.</param>
/// <param name="Credit">In the base currency, above zero; null where it is a debit.</param>
/// <param name="Memo">What this line is about.</param>
/// <param name="ProjectId">What it is counted by: a project in use.</param>
/// <param name="Original">The same in another currency: needed where the account stands for a bank account in that one, else as it pleases.</param>
public sealed record PostingDraft(
    AccountId AccountId, decimal? Debit = null, decimal? Credit = null, string? Memo = null, ProjectId? ProjectId = null, ForeignAmount? Original = null);

/// <param name="Amount">In major units, above zero; on the same side as in the base currency.</param>
/// <param name="Currency">ISO 4217, not the base currency.</param>
public sealed record ForeignAmount(decimal Amount, string Currency);

/// <param name="Id">The entry.</param>
public sealed record PostedEntry(JournalEntryId Id);

internal sealed class PostJournalEntryValidator : AbstractValidator<PostJournalEntry>
{
    public PostJournalEntryValidator()
    {
        RuleFor(entry => entry.Date).Must(date => date.Year is >= 1900 and <= 2199).WithMessage("Choose a day between 1900 and 2199.");
        RuleFor(entry => entry.Postings).NotNull();
        RuleForEach(entry => entry.Postings).Must(posting => posting is { Debit: > 0, Credit: null } or { Debit: null, Credit: > 0 })
            .WithMessage("Give either a debit or a credit, above zero.");
    }
}

internal sealed class PostJournalEntryHandler(ILedger ledger, HandPostings hand, ProjectReferences projects, IEntryTags entryTags, IAuditNotes notes)
    : IHandler<PostJournalEntry, PostedEntry>
{
    public async Task<Result<PostedEntry>> Handle(PostJournalEntry command, CancellationToken cancellationToken)
    {
        var entry = JournalEntry.Post(command.Date, command.Memo, hand.Read(command.Postings));
        await projects.CheckAsync(entry.Postings.Select(posting => posting.Project), cancellationToken);
        var tags = EntryTags.Checked(command.Tags ?? []);
        await ledger.PostAsync(entry, cancellationToken);
        if (tags.Count > 0)
            await entryTags.ReplaceAsync(entry.Id, tags, cancellationToken);
        notes.About(new AuditTarget("journal_entry", entry.Id.ToString(), entry.Memo));
        notes.Tell("total", entry.Total.ToString());
        return new PostedEntry(entry.Id);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Says anew which tags an entry carries, also on a closed day: they are notes beside it, and nothing of the entry changes.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Tags">All of them; none takes away what there was.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("journal_entry.tag", "Tagged a journal entry")]
public sealed record TagJournalEntry(JournalEntryId Id, IReadOnlyList<string> Tags) : ICommand<TaggedEntry>;

/// <param name="Id">The entry.</param>
/// <param name="Tags">What it carries now.</param>
public sealed record TaggedEntry(JournalEntryId Id, IReadOnlyList<string> Tags);

internal sealed class TagJournalEntryValidator : AbstractValidator<TagJournalEntry>
{
    public TagJournalEntryValidator() => RuleFor(entry => entry.Tags).NotNull();
}

internal sealed class TagJournalEntryHandler(ILedger ledger, IEntryTags tags, IAuditNotes notes) : IHandler<TagJournalEntry, TaggedEntry>
{
    public async Task<Result<TaggedEntry>> Handle(TagJournalEntry command, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(command.Id, cancellationToken) is not { } entry)
            return Error.NotFound("journal entry");

        var wanted = EntryTags.Checked(command.Tags);
        var before = await tags.ReplaceAsync(entry.Id, wanted, cancellationToken);
        notes.About(new AuditTarget("journal_entry", entry.Id.ToString(), entry.Memo));
        notes.Tell("before", string.Join(", ", before));
        notes.Tell("tags", string.Join(", ", wanted));
        return new TaggedEntry(entry.Id, [.. wanted.Order(StringComparer.OrdinalIgnoreCase)]);
    }
}

/// <summary>Tags of the current organization's entries.</summary>
public interface IEntryTags
{
    /// <summary>One change of an entry's tags at a time.</summary>
    /// <param name="entry">One that is there.</param>
    /// <param name="tags">As <see cref="EntryTags.Checked"/> has them.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What it carried before.</returns>
    Task<IReadOnlyList<string>> ReplaceAsync(JournalEntryId entry, IReadOnlyList<string> tags, CancellationToken ct);
}

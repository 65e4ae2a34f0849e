using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Says that a line shows what was in the books before it came, such as an expense: nothing is posted for it.</summary>
/// <param name="Id">A line that nobody has dealt with.</param>
/// <param name="EntryId">An entry that moves its amount in the account behind its bank account.</param>
[RequirePermission(Permissions.Banking.Categorize)]
[Audited("bank_transaction.match_entry", "Matched a bank line with an entry of the books")]
public sealed record MatchBankTransactionToEntry(BankTransactionId Id, JournalEntryId EntryId) : ICommand<PostedLine>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

/// <summary>Entries that lines may show.</summary>
public interface IMatchableEntries
{
    /// <summary>
    /// Entries that move just the line's amount in the account behind its bank account, are not reversed and belong to no other line of it; the nearest day first, at most
    /// five.
    /// </summary>
    /// <param name="line">That nobody has dealt with.</param>
    /// <param name="only">This one alone, of whatever day; null for those of a week before and after.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<MatchableEntry>> FindAsync(BankTransaction line, JournalEntryId? only, CancellationToken ct);
}

/// <param name="Id">The entry.</param>
/// <param name="Date">Its day.</param>
/// <param name="Memo">What it is about; may be empty.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record MatchableEntry(JournalEntryId Id, DateOnly Date, string Memo, JournalEntrySource Source)
{
    private const int OfOneDay = 93;
    private const int EachDay = 3;

    internal LineSuggestion ToSuggestion(DateOnly day)
    {
        var days = Math.Abs(Date.DayNumber - day.DayNumber);
        var apart = days switch { 0 => "on the same day", 1 => "a day apart", _ => $"{days} days apart" };
        return new LineSuggestion(SuggestionKind.Entry, OfOneDay - (days * EachDay), $"This amount is in the books already, {apart}.", Entry: this);
    }
}

internal sealed class MatchBankTransactionToEntryHandler(BankDesk desk, IMatchableEntries entries, ILedger ledger, ICurrentPrincipal principal)
    : IHandler<MatchBankTransactionToEntry, PostedLine>
{
    public async Task<Result<PostedLine>> Handle(MatchBankTransactionToEntry command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");
        if (!principal.Current.Rights.MayHold(Permissions.Ledger.Read))
            return Error.Forbidden(Permissions.Ledger.Read);
        if (line.Status != BankTransactionStatus.Unreviewed)
            return BankingErrors.LineNotOpen;

        // Nobody reverses the entry meanwhile.
        await ledger.HoldAsync(cancellationToken);
        if ((await entries.FindAsync(line, command.EntryId, cancellationToken)).Count == 0)
            return BankingErrors.NoEntry;

        line.Match(command.EntryId);
        return new PostedLine(line.Id, command.EntryId);
    }
}

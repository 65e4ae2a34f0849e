using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>A journal in the plain text of hledger or beancount, as far as it is read.</summary>
/// <param name="Accounts">Every account that is declared or posted to, in the order in which they are met.</param>
/// <param name="Entries">In the order of the text.</param>
/// <param name="Faults">Why it cannot be taken, by line; at most <see cref="PlainJournalReader.MostFaults"/>.</param>
public sealed record PlainJournal(IReadOnlyList<PlainAccount> Accounts, IReadOnlyList<PlainEntry> Entries, IReadOnlyList<PlainFault> Faults);

/// <param name="Name">With its parents, such as <c>assets:1010 Bank</c>.</param>
/// <param name="Type">As it is declared, or as the name’s beginning says; null where neither does.</param>
/// <param name="IsMoney">It is declared as cash.</param>
/// <param name="Line">Where it is met first.</param>
/// <param name="Code">In the chart, where the journal says that apart from the name.</param>
/// <param name="Title">What it is called, likewise.</param>
public sealed record PlainAccount(string Name, AccountType? Type, bool IsMoney, int Line, string? Code = null, string? Title = null);

/// <param name="Line">Where it begins.</param>
/// <param name="Date">Its day.</param>
/// <param name="Memo">What it is about.</param>
/// <param name="Postings">Two or more that come to zero in the base currency.</param>
public sealed record PlainEntry(int Line, DateOnly Date, string Memo, IReadOnlyList<PlainPosting> Postings);

/// <param name="Account">By its whole name.</param>
/// <param name="Amount">In the base currency; above zero a debit.</param>
/// <param name="Original">What was written, where that is in another currency.</param>
/// <param name="Memo">What this line is about.</param>
public sealed record PlainPosting(string Account, Money Amount, Money? Original, string? Memo);

/// <param name="Line">From 1.</param>
/// <param name="Reason">For people.</param>
public sealed record PlainFault(int Line, string Reason);

/// <summary>In what a plain journal is written.</summary>
public enum PlainFormat
{
    Hledger,
    Beancount,
}

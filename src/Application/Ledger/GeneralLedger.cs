using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Account">Whose.</param>
/// <param name="Opening">The balance before the first line of the page.</param>
/// <param name="Lines">Oldest first.</param>
public sealed record GeneralLedger(AccountName Account, Money Opening, Page<GeneralLedgerLine> Lines);

/// <param name="EntryId">The entry that the posting belongs to.</param>
/// <param name="Line">Its place in the entry, from 1.</param>
/// <param name="Date">The day of the entry.</param>
/// <param name="Memo">The posting's, else the entry's.</param>
/// <param name="Debit">Or a credit.</param>
/// <param name="Credit">Or a debit.</param>
/// <param name="Balance">Debits less credits, after it.</param>
public sealed record GeneralLedgerLine(JournalEntryId EntryId, int Line, DateOnly Date, string Memo, Money? Debit, Money? Credit, Money Balance);

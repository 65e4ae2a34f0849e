using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What it comes to in the books that nobody expects money any more.</summary>
public static class WriteOffPostings
{
    public const string Kind = "write_off";

    /// <summary>Debit bad debts, credit receivable; in the base currency.</summary>
    public static IReadOnlyList<Posting> Of(long inBase, Currency @base, Func<PostingRole, AccountId> accountOf) => inBase == 0 ? [] :
    [
        new Posting(accountOf(PostingRole.BadDebts), new Money(inBase, @base)),
        new Posting(accountOf(PostingRole.Receivable), new Money(-inBase, @base)),
    ];
}

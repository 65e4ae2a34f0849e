using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Documents of which the ledger keeps one sum, in an account that plays a role. Each that is registered is compared with its account.</summary>
public interface ISubledger
{
    /// <summary>In a sentence, e.g. <c>What customers owe</c>.</summary>
    string Name { get; }

    /// <summary>Whose account holds the sum; accounts of <see cref="Subtype"/> count as well, since a role can move from one to another.</summary>
    PostingRole Role { get; }

    AccountSubtype Subtype { get; }

    /// <summary>Where entries of its documents come from. What people post to the account by hand is nobody’s document, and is not compared.</summary>
    IReadOnlyList<JournalEntrySource> Sources { get; }

    /// <summary>The column of bank lines that says which of its payments a line is: entries of such lines count as well. Null where lines are none of them.</summary>
    string? BankLines { get; }

    /// <summary>
    /// A subquery of one value: what its documents of organization <c>$1</c> come to now, in minor units of the base currency, above zero for a debit.
    /// A query and no figure, so that it is read in the same instant as the account.
    /// </summary>
    string OpenItems { get; }

    /// <summary>A condition: whether anything of organization <c>$1</c> is open, either way.</summary>
    string IsAnyOpen { get; }
}

/// <summary>The accounts that hold what is open of documents.</summary>
public interface IControlAccounts
{
    /// <summary>Whether documents are open whose sum is kept in the account that plays this role; never so for other roles.</summary>
    Task<bool> HasOpenItemsAsync(PostingRole role, CancellationToken ct);
}

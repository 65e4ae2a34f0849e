using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Id">The account.</param>
/// <param name="Code">What accounts are sorted by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Type">Which of the five elements it belongs to.</param>
/// <param name="Subtype">Where it stands within its type.</param>
/// <param name="Description">What belongs there.</param>
/// <param name="IsArchived">Nothing is posted to it any more.</param>
/// <param name="Balance">Of everything ever posted: debits less credits.</param>
public sealed record AccountView(
    AccountId Id, string Code, string Name, AccountType Type, AccountSubtype Subtype, string? Description, bool IsArchived, Money Balance)
{
    internal static AccountView Of(Account account, Money balance) => new(
        account.Id, account.Code, account.Name, account.Type, account.Subtype, account.Description, account.IsArchived, balance);
}

/// <summary>Null asks for all; the text is looked for in code and name.</summary>
public sealed record AccountFilter(string? Text = null, AccountType? Type = null, bool? IsArchived = null, IReadOnlyCollection<string>? Codes = null);

/// <summary>An account as statements name it.</summary>
public sealed record AccountName(AccountId Id, string Code, string Name, AccountType Type);

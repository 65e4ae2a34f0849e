using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// A line of the chart of accounts, in the organization's base currency. Its type never changes, or old statements would;
/// out of use it is archived, never deleted, and keeps its history.
/// </summary>
public sealed class Account : AggregateRoot, IOrganizationOwned
{
    public const int LongestCode = 20;
    public const int LongestName = 100;
    public const int LongestDescription = 300;

    private Account()
    {
    }

    public AccountId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>Letters, digits, dots and hyphens; unique in the organization, and what accounts are sorted by.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public AccountType Type { get; private init; }

    public AccountSubtype Subtype { get; private set; }

    /// <summary>Nothing is posted to it any more.</summary>
    public bool IsArchived { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>: the code, the name or the description is none.</exception>
    public static Account Open(OrganizationId organization, string code, string name, AccountSubtype subtype, string? description)
    {
        var account = new Account { Id = EntityId.New<AccountId>(), OrganizationId = organization, Type = subtype.TypeOf() };
        account.Describe(code, name, subtype, description);
        return account;
    }

    /// <exception cref="DomainException"><c>ledger.account_type_is_fixed</c>: the subtype belongs to another type. <c>validation_error</c>: as for a new one.</exception>
    public void Describe(string code, string name, AccountSubtype subtype, string? description)
    {
        if (subtype.TypeOf() != Type)
            throw new DomainException(LedgerErrors.AccountTypeIsFixed);

        Code = IsCode(code.Trim()) ? code.Trim() : throw new DomainException(Error.Validation("code", LedgerErrors.CodeRule));
        Name = name.Trim() is { Length: > 0 and <= LongestName } trimmed
            ? trimmed
            : throw new DomainException(Error.Validation("name", $"Give the account a name of 1 to {LongestName} characters."));
        Subtype = subtype;
        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim() is { Length: <= LongestDescription } said
            ? said
            : throw new DomainException(Error.Validation("description", $"A description has at most {LongestDescription} characters."));
    }

    public void Archive() => IsArchived = true;

    public void Restore() => IsArchived = false;

    public static bool IsCode(string? text) => text is { Length: > 0 and <= LongestCode }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}

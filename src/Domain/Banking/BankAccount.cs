using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>An account at a bank, a card or a payment provider, in one currency, whose statements are imported.</summary>
public sealed class BankAccount : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 100;
    public const int LongestNumber = 40;

    private BankAccount()
    {
    }

    public BankAccountId Id { get; private set; }

    public OrganizationId OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    public Currency Currency { get; private set; }

    public Iban? Iban { get; private set; }

    /// <summary>The number that the bank itself uses, where there is no IBAN.</summary>
    public string? Number { get; private set; }

    /// <summary>The account of the chart that stands for it; no line is posted before one is chosen.</summary>
    public AccountId? LedgerAccountId { get; private set; }

    /// <summary>How this bank's CSV files are to be read: the mapping that a person last confirmed.</summary>
    public CsvProfile? CsvProfile { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>: no name, or a name or number that is too long.</exception>
    public static BankAccount Open(OrganizationId organization, string name, Currency currency, Iban? iban, string? number)
    {
        var own = string.IsNullOrWhiteSpace(number) ? null : number.Trim();
        if (own?.Length > LongestNumber)
        {
            throw new DomainException(Error.Validation("number", $"An account number has at most {LongestNumber} characters."));
        }

        return new BankAccount
        {
            Id = EntityId.New<BankAccountId>(),
            OrganizationId = organization,
            Name = Named(name),
            Currency = currency,
            Iban = iban,
            Number = own,
        };
    }

    /// <exception cref="DomainException"><c>validation_error</c>: no name, or one that is too long.</exception>
    public void Rename(string name) => Name = Named(name);

    /// <summary>Lines are posted there from now on. It can change as long as nothing of this account is in the books.</summary>
    /// <exception cref="DomainException"><c>banking.no_money_account</c>: money at a bank is an asset, or a liability as a card is; <c>ledger.account_not_postable</c>.</exception>
    public void StandFor(Account account)
    {
        if (account.IsArchived)
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if (account.Type is not (AccountType.Asset or AccountType.Liability))
            throw new DomainException(BankingErrors.NoMoneyAccount);

        LedgerAccountId = account.Id;
    }

    private static string Named(string name) => name.Trim() is { Length: > 0 and <= LongestName } trimmed
        ? trimmed
        : throw new DomainException(Error.Validation("name", $"Give the account a name of 1 to {LongestName} characters."));

    public void Remember(CsvProfile profile) => CsvProfile = profile;

    /// <summary>
    /// Whether a statement that identifies itself so can be this account's. Without IBAN and number the account goes
    /// by what its earlier statements said.
    /// </summary>
    /// <param name="identification">What the statement says.</param>
    /// <param name="seenBefore">What the latest import that still stands said, if any did.</param>
    public bool MayBe(AccountIdentification identification, AccountIdentification? seenBefore)
    {
        if (identification.IsLabel)
        {
            return true;
        }

        AccountIdentification[] known = [.. Identifications()];
        return known.Length > 0
            ? known.Any(identification.Matches)
            : seenBefore is not { IsLabel: false } before || identification.Matches(before);
    }

    /// <summary>Whether the statement names this account: by IBAN, by number, or by the account's own name.</summary>
    public bool IsNamedBy(AccountIdentification identification) =>
        Identifications().Append(new AccountIdentification(Name)).Any(identification.Matches);

    internal IEnumerable<AccountIdentification> Identifications()
    {
        if (Iban is { } iban)
        {
            yield return new AccountIdentification(iban.Value);
        }

        if (Number is { } number)
        {
            yield return new AccountIdentification(number);
        }
    }
}

using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>Money that documents are paid with. What is not used for one of them is left as a credit. It is never changed: a mistake is undone.</summary>
public abstract class DocumentPayment : AggregateRoot, IOrganizationOwned
{
    public const int LongestReference = 100;

    public OrganizationId OrganizationId { get; private set; }

    /// <summary>Its day in the books.</summary>
    public DateOnly Date { get; private set; }

    public Currency Currency { get; private set; }

    public long AmountMinor { get; private set; }

    /// <summary>What <see cref="AmountMinor"/> was worth on its day, in the base currency.</summary>
    public long BaseMinor { get; private set; }

    /// <summary>What is not used for a document.</summary>
    public long UnallocatedMinor { get; private set; }

    /// <summary>What <see cref="UnallocatedMinor"/> stands for in the control account, in the base currency.</summary>
    public long UnallocatedBaseMinor { get; private set; }

    /// <summary>Where the money came to, or came from.</summary>
    public AccountId AccountId { get; private set; }

    public string? Reference { get; private set; }

    public bool IsUndone { get; private set; }

    /// <summary>From which day on it does not count.</summary>
    public DateOnly? UndoneOn { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    public Money Unallocated => new(UnallocatedMinor, Currency);

    /// <summary>What is said where it was undone.</summary>
    protected abstract Error Gone { get; }

    /// <summary>What is said where less is left.</summary>
    protected abstract Error TooMuch { get; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    protected void Begin(OrganizationId organization, DateOnly date, Money amount, Money inBase, AccountId account, string? reference)
    {
        if (amount.Minor is <= 0 or > Posting.Most)
            throw new DomainException(Error.Validation("amount", "A payment is above zero."));
        if (date.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("date", "Choose a day between 1900 and 2199."));

        (OrganizationId, Date, Currency, AccountId) = (organization, date, amount.Currency, account);
        (AmountMinor, BaseMinor, UnallocatedMinor, UnallocatedBaseMinor) = (amount.Minor, inBase.Minor, amount.Minor, inBase.Minor);
        Reference = OptionalText.Of(reference, LongestReference, "reference");
    }

    /// <returns>What the part stands for in the base currency, by the rate of the payment.</returns>
    protected long Take(Money amount)
    {
        RequireValid();
        var (left, share) = new OpenAmount(UnallocatedMinor, UnallocatedBaseMinor).Less(amount, TooMuch);
        (UnallocatedMinor, UnallocatedBaseMinor) = left;
        return share;
    }

    /// <summary>What was used, or paid back, is left again.</summary>
    protected void Restore(long amountMinor, long baseMinor)
    {
        RequireValid();
        (UnallocatedMinor, UnallocatedBaseMinor) = (UnallocatedMinor + amountMinor, UnallocatedBaseMinor + baseMinor);
    }

    /// <param name="on">From which day on it does not count; its own where that is later: then it never did.</param>
    protected void Cancel(DateOnly on)
    {
        RequireValid();
        (IsUndone, UndoneOn, UnallocatedMinor, UnallocatedBaseMinor) = (true, on > Date ? on : Date, 0, 0);
    }

    private void RequireValid()
    {
        if (IsUndone)
            throw new DomainException(Gone);
    }
}

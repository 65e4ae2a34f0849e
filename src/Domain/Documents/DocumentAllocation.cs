using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>Some of a payment or of a credit, used for a document.</summary>
public abstract class DocumentAllocation : AggregateRoot, IOrganizationOwned
{
    public OrganizationId OrganizationId { get; private set; }

    public DateOnly Date { get; private set; }

    public long AmountMinor { get; private set; }

    /// <summary>What of the document went, in the base currency; what it was settled with may differ by the change of the rate.</summary>
    public long BaseMinor { get; private set; }

    public bool IsUndone { get; private set; }

    /// <summary>From when on it is as if it had never been; null while it stands.</summary>
    public DateOnly? UndoneOn { get; private set; }

    /// <param name="on">The day; its own where that is later, or where null.</param>
    /// <returns>The day on which it is undone.</returns>
    public DateOnly Undo(DateOnly? on)
    {
        (IsUndone, UndoneOn) = (true, on is { } day && day > Date ? day : Date);
        return UndoneOn.Value;
    }

    protected void Begin(OrganizationId organization, DateOnly date, Money amount, long baseMinor) =>
        (OrganizationId, Date, AmountMinor, BaseMinor) = (organization, date, amount.Minor, baseMinor);
}

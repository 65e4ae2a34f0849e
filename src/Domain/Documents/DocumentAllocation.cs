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

    /// <summary>From which day on it does not count.</summary>
    public DateOnly? UndoneOn { get; private set; }

    /// <param name="on">From which day on it does not count; its own where that is later, or where null: then it never did.</param>
    public void Undo(DateOnly? on) => (IsUndone, UndoneOn) = (true, on is { } day && day > Date ? day : Date);

    protected void Begin(OrganizationId organization, DateOnly date, Money amount, long baseMinor) =>
        (OrganizationId, Date, AmountMinor, BaseMinor) = (organization, date, amount.Minor, baseMinor);
}

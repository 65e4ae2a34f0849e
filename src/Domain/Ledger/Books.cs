using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>Up to which day an organization's books are closed: nothing is posted on that day or before it.</summary>
public sealed class Books : AggregateRoot, IOrganizationOwned
{
    private Books()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>The last closed day; null while nothing is closed.</summary>
    public DateOnly? LockedThrough { get; private set; }

    public static Books Of(OrganizationId organization) => new() { OrganizationId = organization };

    /// <summary>Closes through a day. What is closed already stays so, also after an earlier one.</summary>
    public void Lock(DateOnly through)
    {
        if (through <= LockedThrough)
            return;

        var before = LockedThrough;
        LockedThrough = through;
        Raise(new PeriodLocked(through, before));
    }

    /// <summary>Opens again what comes after a day; null opens everything. What is open already stays so, also before a later day.</summary>
    public void Unlock(DateOnly? through)
    {
        if (LockedThrough is not { } before || through >= before)
            return;

        LockedThrough = through;
        Raise(new PeriodReopened(through, before));
    }
}

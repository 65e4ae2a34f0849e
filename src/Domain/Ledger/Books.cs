using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>Up to which day an organization's books are closed: nothing is posted on that day or before it. Up to another one only those post who may close them.</summary>
public sealed class Books : AggregateRoot, IOrganizationOwned
{
    private Books()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>The last closed day; null while nothing is closed.</summary>
    public DateOnly? LockedThrough { get; private set; }

    /// <summary>Through this day only those post who may close the books; null while nothing is reserved for them.</summary>
    public DateOnly? ReservedThrough { get; private set; }

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

    /// <summary>Leaves the days through this one to those who may close the books; null leaves none to them alone.</summary>
    public void Reserve(DateOnly? through)
    {
        if (through == ReservedThrough)
            return;

        var before = ReservedThrough;
        ReservedThrough = through;
        Raise(new PeriodReserved(through, before));
    }

    /// <summary>Through which day somebody cannot post.</summary>
    /// <param name="mayClose">Whether they may close the books.</param>
    public DateOnly? ClosedThrough(bool mayClose) => mayClose || !(ReservedThrough > LockedThrough || LockedThrough is null) ? LockedThrough : ReservedThrough;
}

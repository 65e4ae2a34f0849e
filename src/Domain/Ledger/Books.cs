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

    /// <summary>Closes through a day, or opens again what came after it; null opens everything.</summary>
    public void Lock(DateOnly? through)
    {
        if (through == LockedThrough)
            return;

        var before = LockedThrough;
        LockedThrough = through;
        Raise(through is { } day && (before is null || day > before) ? new PeriodLocked(day, before) : new PeriodReopened(through, before!.Value));
    }
}

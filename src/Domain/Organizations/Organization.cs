using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

/// <summary>The tenant: a firm that keeps its books here. Its own id is the wall of its row.</summary>
public sealed class Organization : AggregateRoot, IShared
{
    /// <summary>How long a closed organization can be opened again.</summary>
    public static readonly TimeSpan TimeToReopen = TimeSpan.FromDays(30);

    private Organization(OrganizationId id, string slug, string name, Currency baseCurrency, DateTimeOffset createdAt)
    {
        Id = id;
        Slug = slug;
        Name = name;
        BaseCurrency = baseCurrency;
        CreatedAt = createdAt;
    }

    public OrganizationId Id { get; private init; }

    public string Slug { get; private set; }

    public string Name { get; private set; }

    /// <summary>The currency of the books; reports are in it. It never changes: everything booked is in it.</summary>
    public Currency BaseCurrency { get; private init; }

    /// <summary>An IANA name; where the organization's days begin.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The month in which the fiscal year starts, 1 to 12.</summary>
    public int FiscalYearStartMonth { get; private set; } = 1;

    public OrganizationState State { get; private set; }

    /// <summary>Since when it is suspended or closed.</summary>
    public DateTimeOffset? StateChangedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Organization Found(
        OrganizationId id, string slug, string name, Currency baseCurrency, DateTimeOffset now) =>
        new(id, Organizations.Slug.Of(slug), NameOf(name), baseCurrency, now);

    /// <summary>Answers the slug that is given up by this, if any: it leads members here from now on.</summary>
    public string? Describe(string name, string slug, string timeZone, int fiscalYearStartMonth)
    {
        var given = slug == Slug ? null : Slug;
        (Name, Slug) = (NameOf(name), given is null ? Slug : Organizations.Slug.Of(slug));
        TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) && (zone.HasIanaId || timeZone == "UTC")
            ? timeZone
            : throw new DomainException(OrganizationsErrors.TimeZoneUnknown);
        FiscalYearStartMonth = fiscalYearStartMonth is >= 1 and <= 12
            ? fiscalYearStartMonth
            : throw new DomainException(OrganizationsErrors.MonthInvalid);
        return given;
    }

    public void Suspend(DateTimeOffset now) => Enter(OrganizationState.Suspended, now, OrganizationState.Active);

    public void Resume(DateTimeOffset now) => Enter(OrganizationState.Active, now, OrganizationState.Suspended);

    /// <summary>By an operator of the platform: no owner undoes it.</summary>
    public void Block(DateTimeOffset now) => Enter(OrganizationState.Blocked, now, OrganizationState.Active, OrganizationState.Suspended);

    public void Unblock(DateTimeOffset now) => Enter(OrganizationState.Active, now, OrganizationState.Blocked);

    public void Close(DateTimeOffset now) => Enter(OrganizationState.Closed, now, OrganizationState.Active, OrganizationState.Suspended);

    public void Reopen(DateTimeOffset now)
    {
        if (State == OrganizationState.Closed && now >= StateChangedAt + TimeToReopen)
            throw new DomainException(OrganizationsErrors.ClosedForGood);

        Enter(OrganizationState.Active, now, OrganizationState.Closed);
    }

    private void Enter(OrganizationState next, DateTimeOffset now, params OrganizationState[] from)
    {
        if (!from.Contains(State))
            throw new DomainException(OrganizationsErrors.NotPossibleWhile(State));

        (State, StateChangedAt) = (next, next == OrganizationState.Active ? null : now);
    }

    private static string NameOf(string name) => name.Trim() is { Length: > 0 and <= 200 } trimmed && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw new DomainException(OrganizationsErrors.NameInvalid);
}

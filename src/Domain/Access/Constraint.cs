using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>The parts that a <see cref="Constraint"/> can have.</summary>
[Flags]
public enum Narrowings
{
    None = 0,
    OwnOnly = 1,
    MaxAmount = 2,
    Statuses = 4,
    Accounts = 8,
}

/// <summary>
/// Narrows a role's permission to some things. Every part that is set must hold, and a thing of which the fact in
/// question is not known is outside.
/// </summary>
public sealed record Constraint
{
    /// <summary>Only what the person made.</summary>
    public bool OwnOnly { get; init; }

    /// <summary>Up to this amount in one act, whatever its sign; an amount in another currency is outside. Roles have it in the base currency.</summary>
    public Money? MaxAmount { get; init; }

    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Only what belongs to one of these accounts.</summary>
    public IReadOnlyList<Guid>? AccountIds { get; init; }

    public Narrowings Narrowings =>
        (OwnOnly ? Narrowings.OwnOnly : 0) | (MaxAmount is null ? 0 : Narrowings.MaxAmount)
        | (Statuses is null ? 0 : Narrowings.Statuses) | (AccountIds is null ? 0 : Narrowings.Accounts);

    public bool Admits(Resource thing, UserId? actor) =>
        (!OwnOnly || (actor is not null && thing.CreatedBy == actor))
        && (MaxAmount is not { } most || (thing.Amount is { } amount && amount.Currency == most.Currency && IsWithin(amount.Minor, most.Minor)))
        && (Statuses is null || (thing.Status is { } status && Statuses.Contains(status, StringComparer.Ordinal)))
        && (AccountIds is null || (thing.AccountId is { } account && AccountIds.Contains(account)));

    /// <summary>True when everything that <paramref name="narrower"/> admits is admitted here too: then it may be given away.</summary>
    public bool Covers(Constraint? narrower) => narrower is not null
        && (!OwnOnly || narrower.OwnOnly)
        && (MaxAmount is not { } most || (narrower.MaxAmount is { } amount && amount.Currency == most.Currency && amount.Minor <= most.Minor))
        && (Statuses is null || narrower.Statuses?.All(status => Statuses.Contains(status, StringComparer.Ordinal)) == true)
        && (AccountIds is null || narrower.AccountIds?.All(AccountIds.Contains) == true);

    public static bool AreAlike(Constraint? one, Constraint? other) =>
        one is null ? other is null : one.Covers(other) && other!.Covers(one);

    // Not by Math.Abs, which long.MinValue breaks.
    private static bool IsWithin(long minor, long most) => minor <= most && minor >= -most;
}

using System.Collections.Frozen;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public enum GrantEffect
{
    Allow,
    Deny,
}

/// <summary>An exception for one thing that holds now: allows or denies one permission on it.</summary>
public sealed record Grant(string Permission, string ResourceType, Guid ResourceId, GrantEffect Effect)
{
    public bool Concerns(string permission, Resource thing) =>
        Permission == permission && ResourceId == thing.Id && ResourceType == thing.Type;
}

public enum Verdict
{
    AllowedByGrant,
    AllowedByRole,
    DeniedByGrant,
    DeniedByConstraint,
    NotHeld,
}

/// <summary>
/// What somebody may do in one organization, and the decision whether they may do it to a given thing:
/// deny grant, then allow grant, then the role's permission within its constraint, else no.
/// </summary>
/// <param name="Permissions">The keys that the role (or the key's scopes) holds, narrowed or not.</param>
public sealed record Rights(IReadOnlySet<string> Permissions)
{
    public static Rights None { get; } = new(FrozenSet<string>.Empty);

    /// <summary>Whose rights these are, for "own only".</summary>
    public UserId? Holder { get; init; }

    /// <summary>The narrowed ones among <see cref="Permissions"/>.</summary>
    public IReadOnlyDictionary<string, Constraint> Constraints { get; init; } = FrozenDictionary<string, Constraint>.Empty;

    /// <summary>The things that the holder made, as far as a constraint asks for it.</summary>
    public IReadOnlySet<Guid> Own { get; init; } = FrozenSet<Guid>.Empty;

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The rights that bound these: those of the person who made the key that acts.</summary>
    public Rights? Ceiling { get; init; }

    /// <param name="permission">What is wanted.</param>
    /// <param name="thing">On what; null where it is on nothing in particular, such as a list, which narrows itself.</param>
    public Verdict Decide(string permission, Resource? thing)
    {
        var own = DecideAlone(permission, thing);
        return Ceiling is null || !own.IsAllowed() ? own
            : Ceiling.Decide(permission, thing) is var bound && bound.IsAllowed() ? own
            : bound;
    }

    /// <summary>True when there is anything that it may be done to: what opens a door behind which the thing is looked at.</summary>
    public bool MayHold(string permission) =>
        (Permissions.Contains(permission) || Grants.Any(grant => grant.Permission == permission && grant.Effect == GrantEffect.Allow))
        && Ceiling?.MayHold(permission) != false;

    /// <summary>The most that one act may move, in the base currency; null where there is no limit. Of several the lowest counts.</summary>
    public Money? LimitOf(string permission) => (Constraints.GetValueOrDefault(permission)?.MaxAmount, Ceiling?.LimitOf(permission)) switch
    {
        ({ } own, { } bound) => own.Minor <= bound.Minor ? own : bound,
        var (own, bound) => own ?? bound,
    };

    /// <summary>
    /// True when the permission is held at least as widely as <paramref name="constraint"/> says. What is allowed by an
    /// exception is not passed on, and neither is what reaches a thing that is denied.
    /// </summary>
    public bool MayGive(string permission, Constraint? constraint) =>
        Permissions.Contains(permission)
        && !Grants.Any(grant => grant.Permission == permission && grant.Effect == GrantEffect.Deny
            && (constraint?.AccountIds is not { } narrowed || narrowed.Contains(grant.ResourceId)))
        && (!Constraints.TryGetValue(permission, out var own) || own.Covers(constraint))
        && Ceiling?.MayGive(permission, constraint) != false;

    /// <summary>Which things of its kind it reaches: what a list shows. A limit hides none of them: it is asked by each act.</summary>
    public Reach Reach(string permission) => Ceiling is null ? ReachAlone(permission) : ReachAlone(permission).And(Ceiling.Reach(permission));

    /// <summary>The things for which an exception denies it, to the holder or to who made the key that acts.</summary>
    public IEnumerable<Guid> Denied(string permission) => Ids(permission, GrantEffect.Deny).Concat(Ceiling?.Denied(permission) ?? []);

    private Reach ReachAlone(string permission)
    {
        var held = !Permissions.Contains(permission) ? Access.Reach.Nothing
            : Constraints.TryGetValue(permission, out var constraint) && constraint.Narrowings != Narrowings.MaxAmount ? Within(constraint)
            : Access.Reach.Everything;
        return held.Or(Ids(permission, GrantEffect.Allow)).Without(Ids(permission, GrantEffect.Deny));
    }

    // The same as Constraint.Admits, as a set: what is known of things here is their account and whether the holder made them.
    private Reach Within(Constraint constraint) =>
        constraint.Statuses is not null || (constraint.AccountIds is null && !constraint.OwnOnly) ? Access.Reach.Nothing
        : Access.Reach.Only(constraint.AccountIds is not { } accounts ? Own : constraint.OwnOnly ? accounts.Where(Own.Contains) : accounts);

    private Resource WithMaker(Resource thing) => thing.CreatedBy is null && Own.Contains(thing.Id) ? thing with { CreatedBy = Holder } : thing;

    private IEnumerable<Guid> Ids(string permission, GrantEffect effect) =>
        Grants.Where(grant => grant.Permission == permission && grant.Effect == effect).Select(grant => grant.ResourceId);

    private Verdict DecideAlone(string permission, Resource? thing)
    {
        if (thing is not null && Has(GrantEffect.Deny))
            return Verdict.DeniedByGrant;
        if (thing is not null && Has(GrantEffect.Allow))
            return Verdict.AllowedByGrant;
        if (!Permissions.Contains(permission))
            return Verdict.NotHeld;

        return thing is null || !Constraints.TryGetValue(permission, out var constraint) || constraint.Admits(WithMaker(thing), Holder)
            ? Verdict.AllowedByRole
            : Verdict.DeniedByConstraint;

        bool Has(GrantEffect effect) => Grants.Any(grant => grant.Effect == effect && grant.Concerns(permission, thing));
    }
}

public static class Verdicts
{
    public static bool IsAllowed(this Verdict verdict) => verdict is Verdict.AllowedByGrant or Verdict.AllowedByRole;
}

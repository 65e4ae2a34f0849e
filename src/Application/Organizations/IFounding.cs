using Financbase.Application.Tenancy;

namespace Financbase.Application.Organizations;

/// <summary>What founding and renaming need beyond the wall of a single organization.</summary>
public interface IFounding
{
    /// <summary>
    /// Lets a transaction that works for no organization work for this one from here on: one that is being founded, or one
    /// that the caller proved to be invited to.
    /// </summary>
    Task EnterAsync(TenantInfo organization, CancellationToken ct);

    /// <summary>True when an organization has this slug or had it: an old address must not lead to strangers.</summary>
    Task<bool> IsTakenAsync(string slug, CancellationToken ct);

    /// <summary>Keeps the slug that the current organization gives up.</summary>
    Task RetireAsync(string slug, CancellationToken ct);
}

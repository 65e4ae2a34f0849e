using System.Collections.Concurrent;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Workflows.Trials;

/// <summary>
/// Trials keep a processor busy for seconds and a connection with it: in each process an organization has one at a time.
/// </summary>
internal sealed class TrialRoom
{
    private readonly ConcurrentDictionary<OrganizationId, bool> _taken = [];

    public static Error Taken { get; } = new(
        "workflows.trial_under_way", "Another test of this organization is still running. Try again in a few seconds.", ErrorKind.RateLimited)
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>A place to be given back, or null when it is taken.</summary>
    public IDisposable? Enter(OrganizationId organization) => _taken.TryAdd(organization, true) ? new Place(this, organization) : null;

    private sealed class Place(TrialRoom room, OrganizationId organization) : IDisposable
    {
        public void Dispose() => room._taken.TryRemove(organization, out _);
    }
}

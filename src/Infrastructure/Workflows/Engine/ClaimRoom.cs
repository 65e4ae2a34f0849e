using Financbase.Domain.Organizations;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What a process may claim at once.</summary>
/// <param name="Most">In all.</param>
/// <param name="PerOrganization">What one organization may hold after the claim.</param>
/// <param name="Held">What each holds already.</param>
internal sealed record ClaimRoom(int Most, int PerOrganization, IReadOnlyDictionary<OrganizationId, int> Held);

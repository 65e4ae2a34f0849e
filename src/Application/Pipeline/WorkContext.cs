using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Idempotency;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Who acts, in which organization, because of what: the state of one scope. Each part is set once, at the scope's
/// start; a change throws, because code that ran before it has already decided by the old value.
/// </summary>
public sealed class WorkContext : IMultiTenantContextAccessor, IMultiTenantContextSetter,
    ICurrentPrincipal, ICurrentPrincipalSetter, IIdempotentCallAccessor, IPreconditionAccessor, ICausation, IProvenance
{
    private Principal? _principal;
    private Cause? _cause;
    private Provenance? _provenance;
    private bool _callClaimed;
    private bool _preconditionClaimed;

    public TenantInfo? Tenant { get; private set; }

    public OrganizationId OrganizationId =>
        Tenant?.Id ?? throw new InvalidOperationException("This scope works for no organization.");

    public Principal Current => _principal ?? Principal.Anonymous;

    public Cause? Cause => _cause;

    public Provenance? Provenance => _provenance;

    /// <summary>The call whose answer may be repeated; set by the API for the next use case.</summary>
    public IdempotentCall? Call { get; set; }

    /// <summary>What must be true for the next use case; set by the API as well.</summary>
    public Precondition? Precondition { get; set; }

    public void Set(TenantInfo tenant) => Tenant = Tenant is null || Tenant.Id == tenant.Id
        ? tenant
        : throw new InvalidOperationException("A scope never changes its organization.");

    public void Set(Principal principal) => _principal = _principal is null || _principal.Id == principal.Id
        ? principal
        : throw new InvalidOperationException("A scope never changes its principal.");

    public void Set(Cause cause) => _cause = _cause is null || _cause == cause
        ? cause
        : throw new InvalidOperationException("A scope never changes its cause.");

    public void Set(Provenance provenance) => _provenance = _provenance is null || _provenance == provenance
        ? provenance
        : throw new InvalidOperationException("A scope never changes where its work came from.");

    IdempotentCall? IIdempotentCallAccessor.Claim()
    {
        var call = _callClaimed ? null : Call;
        _callClaimed = true;
        return call;
    }

    Precondition? IPreconditionAccessor.Claim()
    {
        var precondition = _preconditionClaimed ? null : Precondition;
        _preconditionClaimed = true;
        return precondition;
    }

    /// <summary>Gives a fresh scope the same state, for a first or a repeated attempt.</summary>
    internal void CopyTo(WorkContext other)
    {
        other.Tenant = Tenant;
        other._principal = _principal;
        other._cause = _cause;
        other._provenance = _provenance;
        other.Call = Call;
        other.Precondition = Precondition;
    }
}

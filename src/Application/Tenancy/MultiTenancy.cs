using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Tenancy;

/// <summary>The organization that a scope works for.</summary>
public interface ITenantInfo
{
    OrganizationId Id { get; }

    /// <summary>The slug in <c>/o/{slug}</c>.</summary>
    string Identifier { get; }

    OrganizationState State { get; }
}

public sealed record TenantInfo(OrganizationId Id, string Identifier, string Name, Currency BaseCurrency) : ITenantInfo
{
    public OrganizationState State { get; init; }
}

/// <summary>Reads the organization of this scope.</summary>
public interface IMultiTenantContextAccessor
{
    TenantInfo? Tenant { get; }

    /// <summary>The current organization; throws when there is none.</summary>
    OrganizationId OrganizationId { get; }
}

/// <summary>Writes the organization of this scope: once; a change throws.</summary>
public interface IMultiTenantContextSetter
{
    void Set(TenantInfo tenant);
}

using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>One permission of a <see cref="CustomRole"/>.</summary>
public sealed class RolePermission : IOrganizationOwned
{
    private RolePermission()
    {
    }

    internal RolePermission(CustomRole role, string permission, Constraint? constraint)
    {
        OrganizationId = role.OrganizationId;
        RoleId = role.Id;
        Permission = permission;
        Constraint = constraint;
    }

    public OrganizationId OrganizationId { get; private init; }

    public RoleId RoleId { get; private init; }

    public string Permission { get; private init; } = "";

    public Constraint? Constraint { get; private set; }

    internal void Narrow(Constraint? constraint) => Constraint = constraint;
}

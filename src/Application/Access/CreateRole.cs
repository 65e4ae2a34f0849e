using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>Makes a role of the organization's own, out of permissions that its maker holds.</summary>
[RequirePermission(Permissions.Roles.Manage)]
[Audited("role.create", "Created a role")]
public sealed record CreateRole(RoleTerms Terms) : ICommand<RoleView>;

internal sealed class CreateRoleValidator : AbstractValidator<CreateRole>
{
    public CreateRoleValidator() => Include(new RoleTermsValidator<CreateRole>(request => request.Terms));
}

internal sealed class AllCustomRoles : Specification<CustomRole>
{
    public AllCustomRoles() => Query.OrderBy(role => role.Name).AsNoTracking();
}

internal sealed class CreateRoleHandler(
    IRepository<CustomRole> roles, IActingMembers acting, IMultiTenantContextAccessor tenant, TimeProvider clock)
    : IHandler<CreateRole, RoleView>
{
    public async Task<Result<RoleView>> Handle(CreateRole request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Roles.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Roles.Manage);
        if ((await roles.ListAsync(new AllCustomRoles(), cancellationToken)).Count >= CustomRole.MostPerOrganization)
            return AccessErrors.TooManyRoles;

        request.Terms.RequireLimitsIn(tenant.Tenant!.BaseCurrency);
        var role = CustomRole.Create(tenant.OrganizationId, request.Terms, actor.Rights, clock.GetUtcNow());
        roles.Add(role);
        return RoleView.Of(role.AsRole(), role.Description, members: 0);
    }
}

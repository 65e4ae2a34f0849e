using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Changes a role for everybody who holds it, effective on their next request. Its editor adds only what they hold; its
/// key stays.
/// </summary>
[RequirePermission(Permissions.Roles.Manage)]
[Audited("role.change", "Changed a role")]
public sealed record ChangeRole(string Key, RoleTerms Terms) : ICommand<Done>;

internal sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    public ChangeRoleValidator() => Include(new RoleTermsValidator<ChangeRole>(request => request.Terms));
}

internal sealed class ChangeRoleHandler(RoleBook roles, IActingMembers acting, IMultiTenantContextAccessor tenant) : IHandler<ChangeRole, Done>
{
    public async Task<Result<Done>> Handle(ChangeRole request, CancellationToken cancellationToken)
    {
        if (Role.Find(request.Key) is not null)
            return AccessErrors.RoleBuiltIn;
        if (await acting.LockAsync(Permissions.Roles.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Roles.Manage);
        if (await roles.FindOwnAsync(request.Key, cancellationToken) is not { } role)
            return Error.NotFound("role");

        request.Terms.RequireLimitsIn(tenant.Tenant!.BaseCurrency);
        role.Change(request.Terms, actor.Rights);
        return default(Done);
    }
}

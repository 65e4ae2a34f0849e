using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Allows or denies one permission on one thing to a member, to everybody with a role, or to an API key. It takes who holds
/// the permission for that thing by their role; a denial wins over everything else.
/// </summary>
/// <param name="Permission">One that is exercised on single things, e.g. <c>banking:read</c>.</param>
/// <param name="ResourceType"><c>bank_account</c> or <c>workflow</c>.</param>
/// <param name="ResourceId">Which one.</param>
/// <param name="Effect">Allow or deny.</param>
/// <param name="UserId">A member; or</param>
/// <param name="Role">a role's key; or</param>
/// <param name="ApiKeyId">a key.</param>
/// <param name="ExpiresAt">From then on it counts no more; null for ever.</param>
[RequirePermission(Permissions.Roles.Manage)]
[Audited("resource_grant.add", "Made an exception from a role")]
public sealed record AddGrant(
    string Permission, string ResourceType, Guid ResourceId, GrantEffect Effect, Guid? UserId = null, string? Role = null,
    Guid? ApiKeyId = null, DateTimeOffset? ExpiresAt = null) : ICommand<ResourceGrantId>;

internal sealed class AddGrantValidator : AbstractValidator<AddGrant>
{
    public AddGrantValidator()
    {
        RuleFor(request => request).Must(NamesOne).OverridePropertyName("subject").WithMessage("Name one member, one role or one API key.");
        RuleFor(request => request.Effect).IsInEnum();
    }

    private static bool NamesOne(AddGrant request) =>
        (request.UserId is null ? 0 : 1) + (string.IsNullOrEmpty(request.Role) ? 0 : 1) + (request.ApiKeyId is null ? 0 : 1) == 1;
}

internal sealed class AllGrants : Specification<ResourceGrant>
{
    public AllGrants() => Query.AsNoTracking();
}

internal sealed class AddGrantHandler(
    IRepository<ResourceGrant> all, IResourceGrants things, GrantBook book, IActingMembers acting, IMultiTenantContextAccessor tenant,
    TimeProvider clock) : IHandler<AddGrant, ResourceGrantId>
{
    public async Task<Result<ResourceGrantId>> Handle(AddGrant request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Roles.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Roles.Manage);
        if (await book.FindSubjectAsync(
                request.UserId is { } user ? new UserId(user) : null, request.Role is { Length: > 0 } role ? role : null,
                request.ApiKeyId is { } key ? new ApiKeyId(key) : null, cancellationToken) is not { } subject)
            return Error.Validation("subject", "The organization has no such member, role or API key.");
        if (!await things.ExistsAsync(request.ResourceType, request.ResourceId, cancellationToken))
            return Error.Validation("resourceId", "The organization has no such thing.");
        if ((await all.ListAsync(new AllGrants(), cancellationToken)).Count >= ResourceGrant.MostPerOrganization)
            return AccessErrors.TooManyGrants;

        var grant = ResourceGrant.Make(
            tenant.OrganizationId, subject,
            new GrantTerms(request.Permission, request.ResourceType, request.ResourceId, request.Effect, request.ExpiresAt), actor, clock.GetUtcNow());
        all.Add(grant);
        return grant.Id;
    }
}

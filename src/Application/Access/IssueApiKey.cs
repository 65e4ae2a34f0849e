using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>
/// Makes a key in the current organization: the operator's way. The answer is the only place where it ever appears.
/// </summary>
/// <param name="Creator">For whom it acts; the longest-standing owner when null.</param>
/// <param name="Terms">Without scopes it gets all that a key may hold of what the creator holds.</param>
/// <param name="Mode">Its prefix.</param>
[PlatformOnly]
[Audited("api_key.issue", "Issued an API key by an operator’s verb")]
public sealed record IssueApiKey(UserId? Creator, ApiKeyTerms Terms, ApiKeyMode Mode) : ICommand<ApiKeyToken>;

internal sealed class IssueApiKeyHandler(
    IRepository<ApiKey> keys, IRepository<Membership> memberships, RoleBook roles, IApiKeyHasher hasher,
    IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<IssueApiKey, ApiKeyToken>
{
    public async Task<Result<ApiKeyToken>> Handle(IssueApiKey request, CancellationToken cancellationToken)
    {
        var membership = request.Creator is { } creator
            ? await memberships.FindAsync(creator, cancellationToken)
            : await memberships.ListAsync(new FirstOwner(), cancellationToken) is [var owner] ? owner : null;
        if (membership is null || await roles.FindAsync(membership.Role, cancellationToken) is not { } role)
            return AccessErrors.NotAMember;

        var terms = request.Terms.Scopes.Count > 0
            ? request.Terms
            : request.Terms with { Scopes = [.. PermissionCatalogue.ForApiKeys.Intersect(role.Permissions)] };
        var token = ApiKeyToken.Generate(request.Mode);
        keys.Add(ApiKey.Issue(
            tenant.OrganizationId, terms, token, hasher.Hash(token), membership.UserId, role.Permissions, clock.GetUtcNow()));
        return token;
    }
}

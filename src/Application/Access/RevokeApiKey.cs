using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Ends a key for good; it stops working within a second.</summary>
[RequirePermission(Permissions.ApiKeys.Manage)]
[Audited("api_key.revoke", "Revoked an API key")]
public sealed record RevokeApiKey(ApiKeyId Id) : ICommand<Done>;

internal sealed class RevokeApiKeyHandler(IRepository<ApiKey> keys, GrantEnds grants, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<RevokeApiKey, Done>
{
    public async Task<Result<Done>> Handle(RevokeApiKey request, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(request.Id, cancellationToken) is not { } key)
            return Error.NotFound("API key");

        await grants.EndAsync(new GrantsOfKey(key.Id), cancellationToken);
        key.Revoke(principal.Current.UserId!.Value, clock.GetUtcNow());
        return default(Done);
    }
}

using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Makes a key's successor; the answer is the only place where it ever appears. The old key works on for a while.</summary>
/// <param name="Id">The key to replace.</param>
/// <param name="OverlapHours">For how long the old key still works; 0 ends it at once.</param>
[RequirePermission(Permissions.ApiKeys.Manage)]
[Audited("api_key.rotate", "Rotated an API key")]
public sealed record RotateApiKey(ApiKeyId Id, int OverlapHours) : ICommand<MadeApiKey>;

internal sealed class RotateApiKeyHandler(
    IRepository<ApiKey> keys, IRepository<ResourceGrant> grants, IApiKeyHasher hasher, ICurrentPrincipal principal, TimeProvider clock) : IHandler<RotateApiKey, MadeApiKey>
{
    public async Task<Result<MadeApiKey>> Handle(RotateApiKey request, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(request.Id, cancellationToken) is not { } key)
            return Error.NotFound("API key");

        var overlap = TimeSpan.FromHours(Math.Clamp(request.OverlapHours, -1, 10_000));
        var token = ApiKeyToken.Generate(key.Mode);
        var successor = key.Rotate(
            token, hasher.Hash(token), principal.Current.UserId!.Value, principal.Current.Permissions, overlap, clock.GetUtcNow());
        keys.Add(successor);
        foreach (var grant in await grants.ListAsync(new GrantsOfKey(request.Id), cancellationToken))
            grants.Add(grant.For(successor.Id));
        return new MadeApiKey(successor.Id, token);
    }
}

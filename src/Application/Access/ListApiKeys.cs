using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>The organization's keys, the newest first, revoked and expired ones too.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name or maker's address contains it.</param>
/// <param name="State">In this state only.</param>
[RequirePermission(Permissions.ApiKeys.Read)]
public sealed record ListApiKeys(PageRequest Page, string? Text = null, ApiKeyState? State = null) : IQuery<Page<ApiKeyView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt", "name", "expiresAt");
}

/// <summary>One API key; never its secret.</summary>
[RequirePermission(Permissions.ApiKeys.Read)]
public sealed record GetApiKey(ApiKeyId Id) : IQuery<ApiKeyView>;

/// <summary>A key as everybody may see it who may see keys: never the secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="PublicId">The eight characters that follow the prefix.</param>
/// <param name="Scopes">Permission keys.</param>
/// <param name="AllowedNetworks">CIDR; empty means anywhere.</param>
/// <param name="CreatedBy">The e-mail address of the person whose rights bound it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it stops working.</param>
/// <param name="RevokedAt">Since when it does not work any more.</param>
/// <param name="LastUsedAt">Up to a minute late.</param>
public sealed record ApiKeyView(
    Guid Id,
    string Name,
    string PublicId,
    string[] Scopes,
    string[] AllowedNetworks,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public ApiKeyState StateAt(DateTimeOffset now) =>
        RevokedAt is not null ? ApiKeyState.Revoked : now < ExpiresAt ? ApiKeyState.Active : ApiKeyState.Expired;
}

/// <summary>Whether a key works; one that was revoked stays so when its time is over.</summary>
public enum ApiKeyState
{
    Active,
    Expired,
    Revoked,
}

/// <summary>Which keys a list has, seen at a moment; what is null narrows nothing.</summary>
public sealed record ApiKeyFilter(string? Text, ApiKeyState? State, DateTimeOffset At);

public interface IApiKeyReads
{
    Task<Page<ApiKeyView>> ListAsync(ApiKeyFilter filter, PageRequest page, CancellationToken ct);

    Task<ApiKeyView?> FindAsync(ApiKeyId id, CancellationToken ct);
}

internal sealed class ListApiKeysHandler(IApiKeyReads reads, TimeProvider clock) : IHandler<ListApiKeys, Page<ApiKeyView>>
{
    public async Task<Result<Page<ApiKeyView>>> Handle(ListApiKeys request, CancellationToken cancellationToken) =>
        await reads.ListAsync(new ApiKeyFilter(request.Text, request.State, clock.GetUtcNow()), request.Page, cancellationToken);
}

internal sealed class GetApiKeyHandler(IApiKeyReads reads) : IHandler<GetApiKey, ApiKeyView>
{
    public async Task<Result<ApiKeyView>> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("API key");
}

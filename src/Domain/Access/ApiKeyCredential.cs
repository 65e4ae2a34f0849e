using System.Net;
using System.Security.Cryptography;
using Financbase.Domain.Organizations;

namespace Financbase.Domain.Access;

/// <summary>Why a presented key does not work. For the security journal only; the caller always hears the same 401.</summary>
public enum ApiKeyRefusal
{
    WrongSecret,
    Revoked,
    Expired,
    AddressNotAllowed,
    CreatorWithoutAccess,
}

/// <summary>
/// What is known of a key before its organization is: enough to accept or refuse a request. The creator's rights are
/// those of today, null when they are no longer a member.
/// </summary>
public sealed record ApiKeyCredential(
    ApiKeyId Id,
    OrganizationId OrganizationId,
    byte[] Hash,
    IReadOnlyCollection<string> Scopes,
    IReadOnlyCollection<IPNetwork> AllowedNetworks,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    UserId CreatedBy,
    Rights? CreatorRights)
{
    /// <summary>Exceptions for this very key.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Null when the key may be used now from this address. Hashes are compared in constant time.</summary>
    public ApiKeyRefusal? Refuse(ReadOnlySpan<byte> presentedHash, IPAddress? address, DateTimeOffset now)
    {
        if (!CryptographicOperations.FixedTimeEquals(Hash, presentedHash))
            return ApiKeyRefusal.WrongSecret;
        if (RevokedAt is not null)
            return ApiKeyRefusal.Revoked;
        if (now >= ExpiresAt)
            return ApiKeyRefusal.Expired;
        if (AllowedNetworks.Count > 0 && !AllowedNetworks.Any(network => Contains(network, address)))
            return ApiKeyRefusal.AddressNotAllowed;

        return CreatorRights is null ? ApiKeyRefusal.CreatorWithoutAccess : null;
    }

    /// <summary>The scopes, bounded by what the creator still may do.</summary>
    public Rights LiveRights() => CreatorRights is null ? Rights.None : new(Scopes
        .Where(scope => CreatorRights.Permissions.Contains(scope) && PermissionCatalogue.ForApiKeys.Contains(scope)).ToHashSet())
    {
        Holder = CreatedBy,
        Grants = Grants,
        Ceiling = CreatorRights,
    };

    // A dual-stack socket reports IPv4 callers as ::ffff:a.b.c.d, which no IPv4 network contains.
    private static bool Contains(IPNetwork network, IPAddress? address) =>
        address is not null && network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}

using System.Net;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>
/// One sign-in of one browser. It ends when nobody used it for a while, in any case after a fixed time, and at once
/// when it is revoked. The browser's cookie only names it; whether it still holds is decided here, on every request.
/// </summary>
public sealed class UserSession : IShared
{
    /// <summary>How far <see cref="LastSeenAt"/> may lag behind, so that not every request writes a row.</summary>
    public static readonly TimeSpan SeenResolution = TimeSpan.FromMinutes(1);

    private const int DeviceLength = 200;

    private UserSession()
    {
    }

    public UserSessionId Id { get; private init; }

    public UserId UserId { get; private init; }

    /// <summary>True when the person asked to stay signed in: longer limits, and a cookie that outlives the browser.</summary>
    public bool IsRemembered { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset LastSeenAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public IPAddress? Address { get; private init; }

    /// <summary>What the browser calls itself, cut to a sane length.</summary>
    public string Device { get; private init; } = "";

    public TimeSpan IdleLimit => IdleLimitOf(IsRemembered);

    public static UserSession Start(UserId user, bool remember, IPAddress? address, string? device, DateTimeOffset now) => new()
    {
        Id = EntityId.New<UserSessionId>(),
        UserId = user,
        IsRemembered = remember,
        StartedAt = now,
        LastSeenAt = now,
        ExpiresAt = now + (remember ? TimeSpan.FromDays(14) : TimeSpan.FromHours(12)),
        Address = address,
        Device = device is null ? "" : device[..Math.Min(device.Length, DeviceLength)],
    };

    public bool IsLiveAt(DateTimeOffset now) => IsLive(IsRemembered, LastSeenAt, ExpiresAt, RevokedAt, now);

    /// <summary>The same of a session's row, for who asks on every request.</summary>
    public static bool IsLive(bool isRemembered, DateTimeOffset lastSeenAt, DateTimeOffset expiresAt, DateTimeOffset? revokedAt, DateTimeOffset now) =>
        revokedAt is null && now < expiresAt && now < lastSeenAt + IdleLimitOf(isRemembered);

    /// <summary>For how long nobody need use it before it is over.</summary>
    public static TimeSpan IdleLimitOf(bool isRemembered) => isRemembered ? TimeSpan.FromHours(8) : TimeSpan.FromMinutes(30);

    /// <summary>Signs that browser out, from its next request on. Doing it twice changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

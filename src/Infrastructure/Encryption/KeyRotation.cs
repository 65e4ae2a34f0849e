using Financbase.Domain.Organizations;

namespace Financbase.Infrastructure.Encryption;

/// <param name="IsResumed">An earlier rotation was unfinished: no new keys were made, its work was ended.</param>
/// <param name="Sealed">Values that were sealed anew.</param>
/// <param name="Left">Values under old versions, after all.</param>
/// <param name="Broken">One sentence for each value that cannot be opened and so was left alone.</param>
public sealed record RotatedKeys(bool IsResumed, int Sealed, int Left, IReadOnlyList<string> Broken);

/// <summary>
/// Gives an organization new keys and seals every value anew, a batch to a transaction. Stopped anywhere, it goes on
/// where it was: what is under an old version shows it. Old keys are kept, so no value is ever without its key.
/// </summary>
public sealed class KeyRotation
{
    private readonly KeyStore _keys;
    private readonly PlatformKeys _platform;
    private readonly ResealedColumns _columns;
    private readonly RotationAudit _audit;

    internal KeyRotation(KeyStore keys, PlatformKeys platform, ResealedColumns columns, RotationAudit audit) =>
        (_keys, _platform, _columns, _audit) = (keys, platform, columns, audit);

    /// <summary>For so long running processes may still seal with the version before.</summary>
    public TimeSpan Overlap => _keys.Remembered;

    /// <summary>Wraps the keys of no organization under today's master key; answers how many were under another.</summary>
    public int RewrapPlatform() => _platform.Rewrap();

    public async Task<RotatedKeys> RotateAsync(OrganizationId organization, CancellationToken ct)
    {
        _keys.Rewrap(organization);
        var isResumed = await _columns.CountAsync(organization, _keys.Load(organization), ct) > 0;
        if (!isResumed)
            _keys.Renew(organization, purpose => !Vault.IsOfIndex(purpose));
        var done = await FinishAsync(organization, ct) with { IsResumed = isResumed };
        await _audit.WriteAsync(organization, done, ct);
        return done;
    }

    /// <summary>Seals anew what is under an old version, without making another.</summary>
    public async Task<RotatedKeys> FinishAsync(OrganizationId organization, CancellationToken ct)
    {
        var ring = _keys.Load(organization);
        var broken = new List<string>();
        var count = await _columns.SealAnewAsync(organization, ring, broken, ct);
        return new RotatedKeys(IsResumed: true, count, await _columns.CountAsync(organization, ring, ct), broken);
    }
}

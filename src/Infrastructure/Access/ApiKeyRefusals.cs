using System.Net;
using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Has the security journal remember which keys were refused. A program that goes on with a dead key comes before any
/// rate limit, so each key, address and reason is written down at most once a minute in this process.
/// </summary>
public sealed class ApiKeyRefusals(ISecurityJournal journal, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private readonly OncePerMinute<(ApiKeyId Key, IPAddress? Address, ApiKeyRefusal Reason)> _written = new(clock, MostRemembered);

    public Task RecordAsync(ApiKeyCredential key, ApiKeyToken token, ApiKeyRefusal reason, IPAddress? address, CancellationToken ct) =>
        _written.IsDue((key.Id, address, reason), out _)
            ? journal.RecordAsync(
                new(SecurityEventKind.ApiKeyRefused) { Organization = key.OrganizationId, Address = address, Detail = $"{token} {reason}" }, ct)
            : Task.CompletedTask;
}

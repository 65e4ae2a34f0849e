using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Access;

public enum SecurityEventKind
{
    SignedIn,
    SignInRefused,
    SignInLocked,
    SignedOut,
    SignedUp,

    /// <summary>Made by an operator’s verb.</summary>
    UserCreated,
    PasswordReset,
    PasswordChanged,
    EmailChanged,
    SessionsEnded,
    ApiKeyRefused,
    AccessRefused,

    /// <summary>An operator started, repeated or deleted a job.</summary>
    JobChanged,

    /// <summary>Of an organization that was closed for 30 days; written by the database as it begins, with who had closed it.</summary>
    OrganizationErased,
}

public sealed record SecurityEvent(SecurityEventKind Kind)
{
    public UserId? User { get; init; }

    public OrganizationId? Organization { get; init; }

    public IPAddress? Address { get; init; }

    /// <summary>A few words; never a secret or what a person typed.</summary>
    public string? Detail { get; init; }
}

/// <summary>Remembers what must survive a refusal: each entry commits on its own, whatever becomes of the command.</summary>
public interface ISecurityJournal
{
    Task RecordAsync(SecurityEvent entry, CancellationToken ct);
}

using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <param name="Purpose">What its holder may do.</param>
/// <param name="User">Whose account it is about; null for a person who has none yet.</param>
/// <param name="Email">The address that it was sent to, and thereby proves.</param>
public sealed record AccountToken(AccountTokenPurpose Purpose, UserId? User, string Email);

/// <summary>
/// The secrets in our mails: long, random, good for one use and a limited time. The database holds their hashes only.
/// </summary>
public interface IAccountTokens
{
    /// <summary>Answers the secret, for the link. It is told nowhere else.</summary>
    Task<string> IssueAsync(AccountTokenPurpose purpose, UserId? user, EmailAddress email, CancellationToken ct);

    /// <summary>What a secret is good for right now; null for one that is unknown, used or too old. Uses nothing up.</summary>
    Task<AccountToken?> FindAsync(string secret, CancellationToken ct);

    /// <summary>
    /// Uses the secret up, in the current transaction, together with every other of the same account (or, before there
    /// is one, of the same address). Null when it is not good for this; of two who come at once, one gets null.
    /// </summary>
    Task<AccountToken?> TakeAsync(string secret, AccountTokenPurpose purpose, CancellationToken ct);

    /// <summary>Uses up whatever lies in the person's mailboxes: what it would do is overtaken.</summary>
    Task RevokeAsync(UserId user, CancellationToken ct);
}

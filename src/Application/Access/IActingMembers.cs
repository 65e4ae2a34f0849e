using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who changes members and roles. One such change at a time in an organization, each deciding by what holds then.</summary>
public interface IActingMembers
{
    /// <summary>
    /// Waits for a change under way and reads the caller's rights anew: those of the request's start may be gone. Null when
    /// the caller may no longer do this.
    /// </summary>
    Task<ActingMember?> LockAsync(string permission, CancellationToken ct);
}

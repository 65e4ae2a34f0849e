using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who changes members and roles. One such change at a time in an organization, each deciding by what holds then.</summary>
public interface IActingMembers
{
    /// <summary>
    /// Waits for a change under way and reads the caller's rights anew: those of the request's start may be gone. Null when
    /// the caller may no longer do this.
    /// </summary>
    /// <param name="permission">What they must hold; null when being a member is enough.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<ActingMember?> LockAsync(string? permission, CancellationToken ct);

    /// <summary>Another member with the rights of now; null when they are none.</summary>
    Task<ActingMember?> FindAsync(UserId member, CancellationToken ct);
}

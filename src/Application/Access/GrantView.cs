using System.Globalization;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>An exception from the roles, for one thing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">The member whom it is for; or</param>
/// <param name="Role">the key of the role; or</param>
/// <param name="ApiKeyId">the key.</param>
/// <param name="SubjectName">What people call whom it is for.</param>
/// <param name="Permission">The permission's key.</param>
/// <param name="ResourceType">What kind of thing.</param>
/// <param name="ResourceId">Which.</param>
/// <param name="ResourceName">What people call it; null for a reader who may not see it.</param>
/// <param name="Effect">Allow or deny.</param>
/// <param name="ExpiresAt">From then on it counts no more.</param>
/// <param name="IsExpired">It does not count any more.</param>
/// <param name="GrantedBy">The e-mail address of who made it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record GrantView(
    Guid Id, Guid? UserId, string? Role, Guid? ApiKeyId, string SubjectName, string Permission, string ResourceType, Guid ResourceId,
    string? ResourceName, GrantEffect Effect, DateTimeOffset? ExpiresAt, bool IsExpired, string GrantedBy, DateTimeOffset CreatedAt)
{
    public string PermissionTitle => PermissionCatalogue.Find(Permission)?.Title ?? Permission;

    /// <summary>All of it in one line, for a person who asks why.</summary>
    public string Sentence =>
        $"“{Permission}” is {(Effect == GrantEffect.Allow ? "allowed" : "denied")} to {SubjectName} for {ResourceName ?? $"{ResourceType} {ResourceId}"}"
        + (ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "")
        + $", by {GrantedBy}.";
}

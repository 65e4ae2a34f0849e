using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Access.Exceptions;

/// <summary>The form as it was sent.</summary>
public sealed record ExceptionInput
{
    /// <summary>In front of a role's title.</summary>
    public const string RolePrefix = "Role: ";

    /// <summary>In front of an API key's name.</summary>
    public const string KeyPrefix = "API key: ";

    /// <summary>A member's e-mail address, or a role or an API key behind its word.</summary>
    public string? Subject { get; init; }

    public string? Permission { get; init; }

    /// <summary>The name of one of the kind that the permission is about.</summary>
    public string? ResourceId { get; init; }

    public GrantEffect Effect { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public DateOnly? Until { get; init; }
}

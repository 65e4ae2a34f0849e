using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Access.Exceptions;

/// <summary>The form as it was sent.</summary>
public sealed record ExceptionInput
{
    /// <summary><c>user:ID</c>, <c>role:KEY</c> or <c>key:ID</c>.</summary>
    public string? Subject { get; init; }

    public string? Permission { get; init; }

    /// <summary><c>KIND:ID</c>.</summary>
    public string? ResourceId { get; init; }

    public GrantEffect Effect { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public DateOnly? Until { get; init; }

    public AddGrant ToCommand(DateTimeOffset? expiresAt)
    {
        var (kind, id) = Parts(Subject);
        var (type, thing) = Parts(ResourceId);
        return new(
            Permission ?? "", type, Id(thing) ?? Guid.Empty, Effect, kind == "user" ? Id(id) : null, kind == "role" ? id : null,
            kind == "key" ? Id(id) : null, expiresAt);
    }

    private static (string Kind, string Id) Parts(string? text) => text?.Split(':', 2) is [var kind, var id] ? (kind, id) : ("", "");

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}

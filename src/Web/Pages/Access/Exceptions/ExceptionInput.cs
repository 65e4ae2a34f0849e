using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Access.Exceptions;

/// <summary>The form as it was sent.</summary>
public sealed record ExceptionInput
{
    /// <summary><c>user:ID</c>, <c>role:KEY</c> or <c>key:ID</c>.</summary>
    public string? Subject { get; init; }

    public string? Permission { get; init; }

    public Guid ResourceId { get; init; }

    public GrantEffect Effect { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public DateOnly? Until { get; init; }

    public AddGrant ToCommand(DateTimeOffset? expiresAt)
    {
        var (kind, id) = Subject?.Split(':', 2) is [var first, var rest] ? (first, rest) : ("", "");
        return new(
            Permission ?? "", ResourceTypes.BankAccount, ResourceId, Effect, kind == "user" ? Id(id) : null, kind == "role" ? id : null,
            kind == "key" ? Id(id) : null, expiresAt);
    }

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}

using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Says who may send a request or call an endpoint. Each carries exactly one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public abstract class AuthorizationMarkAttribute : Attribute
{
    public abstract Error? Refusal(Principal principal, ITenantInfo? tenant);
}

/// <summary>
/// Only a principal that holds the permission (<c>area:verb</c>) in the current organization. Whether it holds it for the
/// very thing, where a request says which (<see cref="IConcerns"/>), the pipeline decides.
/// </summary>
public sealed class RequirePermissionAttribute(string permission) : AuthorizationMarkAttribute
{
    public string Permission { get; } = permission;

    /// <summary>Also in an organization that is suspended or closed: for what leads out of that.</summary>
    public bool WhateverState { get; init; }

    public override Error? Refusal(Principal principal, ITenantInfo? tenant) => tenant switch
    {
        _ when !principal.IsAuthenticated => Error.Unauthenticated(),
        null => Error.NotFound("organization"),
        _ when OrganizationsErrors.RefusalIn(tenant.State, WhateverState) is { } refusal => refusal,
        _ => principal.Rights.MayHold(Permission) ? null : Error.Forbidden(Permission),
    };
}

/// <summary>Any member of the current organization, whatever the role.</summary>
public sealed class AnyMemberAttribute : AuthorizationMarkAttribute
{
    /// <summary>Also in an organization that is suspended or closed.</summary>
    public bool WhateverState { get; init; }

    public override Error? Refusal(Principal principal, ITenantInfo? tenant) => tenant switch
    {
        _ when !principal.IsAuthenticated => Error.Unauthenticated(),
        null => Error.NotFound("organization"),
        _ => OrganizationsErrors.RefusalIn(tenant.State, WhateverState),
    };
}

/// <summary>Any signed-in user, with or without an organization; for personal requests.</summary>
public sealed class AnyUserAttribute : AuthorizationMarkAttribute
{
    public override Error? Refusal(Principal principal, ITenantInfo? tenant) =>
        principal.UserId is null ? Error.Unauthenticated() : null;
}

/// <summary>Everybody; the request guards itself.</summary>
public sealed class AnonymousAttribute : AuthorizationMarkAttribute
{
    public override Error? Refusal(Principal principal, ITenantInfo? tenant) => null;
}

/// <summary>Only an operator of the platform, who sees its own pages and no organization's data by that alone.</summary>
public sealed class OperatorOnlyAttribute : AuthorizationMarkAttribute
{
    public override Error? Refusal(Principal principal, ITenantInfo? tenant) =>
        !principal.IsAuthenticated ? Error.Unauthenticated() : principal.IsOperator ? null : Error.Forbidden("operator");
}

/// <summary>Only the platform's own verbs and background loops.</summary>
public sealed class PlatformOnlyAttribute : AuthorizationMarkAttribute
{
    public override Error? Refusal(Principal principal, ITenantInfo? tenant) =>
        principal.Kind == PrincipalKind.Platform ? null : Error.Forbidden("platform");
}

using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Default-deny: a request without a mark is refused, and so is a principal without the marked permission, for the very
/// thing where the request names one.
/// </summary>
internal sealed class AuthorizationBehavior<TRequest, TResponse>(
    ICurrentPrincipal principal, IMultiTenantContextAccessor tenant) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly AuthorizationMarkAttribute Mark =
        typeof(TRequest).GetCustomAttribute<AuthorizationMarkAttribute>() ?? new NobodyAttribute();

    protected override Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct) =>
        (Mark.Refusal(principal.Current, tenant.Tenant) ?? RefusalFor(request)) is { } error
            ? Task.FromResult(TResponse.Failed(error))
            : next();

    private Error? RefusalFor(TRequest request)
    {
        if (Mark is not RequirePermissionAttribute { Permission: var permission })
            return null;
        if (request is IConcerns { Concerned: null })
            return null;

        return principal.Current.Rights.Decide(permission, (request as IConcerns)?.Concerned) switch
        {
            Verdict.DeniedByConstraint or Verdict.DeniedByGrant => AccessErrors.NotForThis(permission),
            Verdict.NotHeld => Error.Forbidden(permission),
            _ => null,
        };
    }

    private sealed class NobodyAttribute : AuthorizationMarkAttribute
    {
        public override Error Refusal(Principal principal, ITenantInfo? tenant) => Error.Forbidden(typeof(TRequest).Name);
    }
}

using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Default-deny: a request without a mark is refused, and so is a principal without the marked permission, for the very
/// thing where the request names one.
/// </summary>
internal sealed class AuthorizationBehavior<TRequest, TResponse>(
    ICurrentPrincipal principal, IMultiTenantContextAccessor tenant, ISecurityJournal journal, IProvenance provenance) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly AuthorizationMarkAttribute Mark =
        typeof(TRequest).GetCustomAttribute<AuthorizationMarkAttribute>() ?? new NobodyAttribute();

    protected override async Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (Mark.Refusal(principal.Current, tenant.Tenant) is { } error)
        {
            // Pages ask for much that not every reader may see, and show the rest.
            if (request is ICommand)
                await NoteAsync(request, ct);
            return TResponse.Failed(error);
        }

        if (RefusalFor(request) is not { } refusal)
            return await next();

        await NoteAsync(request, ct);
        return TResponse.Failed(refusal);
    }

    // The endpoint let them in, so nothing else writes it down.
    private async Task NoteAsync(TRequest request, CancellationToken ct)
    {
        if (provenance.Provenance is { } way)
        {
            await journal.RecordAsync(
                new(SecurityEventKind.AccessRefused)
                {
                    User = principal.Current.UserId,
                    Organization = tenant.Tenant?.Id,
                    Address = way.Address,
                    Detail = request is IConcerns { Concerned: { } thing } ? $"{typeof(TRequest).Name}, {thing.Type}" : typeof(TRequest).Name,
                },
                ct);
        }
    }

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

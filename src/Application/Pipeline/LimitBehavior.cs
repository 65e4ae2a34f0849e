using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Pipeline;

/// <summary>
/// What an act moves is known when it is done, so each use case asks for the limit itself. Here stands that it did: to whoever has a limit, one that moved something
/// without asking is refused. What was refused is written down like every refusal.
/// </summary>
internal sealed class LimitBehavior<TRequest, TResponse>(
    ICurrentPrincipal principal, AmountLimits limits, IMultiTenantContextAccessor tenant, ISecurityJournal journal, IProvenance provenance)
    : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly string? Permission = typeof(TRequest).GetCustomAttribute<RequirePermissionAttribute>()?.Permission;

    protected override async Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (Permission is null || request is IMovesNothing || principal.Current.Rights.LimitOf(Permission) is null)
            return await next();

        var before = limits.Questions;
        var answer = await next();
        if (answer.Error is null && limits.Questions == before)
            answer = TResponse.Failed(AccessErrors.NotForThis(Permission));
        if (answer.Error?.Code is AccessErrors.OverLimitCode && provenance.Provenance is { } way)
        {
            await journal.RecordAsync(
                new(SecurityEventKind.AccessRefused)
                {
                    User = principal.Current.UserId,
                    Organization = tenant.Tenant?.Id,
                    Address = way.Address,
                    Detail = $"{typeof(TRequest).Name}, over the limit",
                },
                ct);
        }

        return answer;
    }
}

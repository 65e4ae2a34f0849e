using System.Reflection;
using Financbase.Application.Audit;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Leaves a row in the audit log for each command that succeeded, in its transaction. A refused one leaves none, and one
/// whose row cannot be written fails.
/// </summary>
internal sealed class AuditBehavior<TRequest, TResponse>(IAuditTrail trail) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly AuditMarkAttribute? Mark = typeof(TRequest).GetCustomAttribute<AuditMarkAttribute>();

    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (request is not ICommand || Mark is NotAuditedAttribute)
            return await next();
        if (Mark is not AuditedAttribute audited)
            throw new InvalidOperationException($"{typeof(TRequest).Name} says neither [Audited] nor [NotAudited].");

        using var entry = trail.Begin();
        var response = await next();
        if (response.Error is null)
            await entry.BookAsync(audited.Action, AuditTarget.Of(request), ct);
        return response;
    }
}

using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Microsoft.Extensions.Logging;

namespace Financbase.Application.Pipeline;

/// <summary>Says which use case ran for whom, how long it took and how it ended. Never its content.</summary>
internal sealed partial class LoggingBehavior<TRequest, TResponse>(
    ILogger<LoggingBehavior<TRequest, TResponse>> logger,
    IMultiTenantContextAccessor tenant,
    ICurrentPrincipal principal,
    TimeProvider clock) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object?>
        {
            ["OrganizationId"] = tenant.Tenant?.Id,
            ["UserId"] = principal.Current.UserId,
        });
        var started = clock.GetTimestamp();
        var response = await next();
        Handled(typeof(TRequest).Name, response.Error?.Code ?? "ok", clock.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }

    [LoggerMessage(LogLevel.Information, "{Request} ended with {Outcome} after {Milliseconds:0.0} ms")]
    private partial void Handled(string request, string outcome, double milliseconds);
}

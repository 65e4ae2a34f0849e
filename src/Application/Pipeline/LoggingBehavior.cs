using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Microsoft.Extensions.Logging;

namespace Financbase.Application.Pipeline;

/// <summary>Says and measures which use case ran for whom, how long it took and how it ended. Never its content.</summary>
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
        using var activity = RequestSignals.Begin(typeof(TRequest).Name);
        var started = clock.GetTimestamp();
        var outcome = RequestSignals.Exception;
        try
        {
            var response = await next();
            outcome = response.Error?.Code ?? RequestSignals.Ok;
            return response;
        }
        finally
        {
            var took = clock.GetElapsedTime(started);
            RequestSignals.End(activity, typeof(TRequest).Name, outcome, took);
            Handled(typeof(TRequest).Name, outcome, took.TotalMilliseconds);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Request} ended with {Outcome} after {Milliseconds:0.0} ms")]
    private partial void Handled(string request, string outcome, double milliseconds);
}

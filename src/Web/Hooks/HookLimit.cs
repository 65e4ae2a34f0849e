using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.RateLimits;
using Financbase.Web.Api;
using Financbase.Web.RateLimits;

namespace Financbase.Web.Hooks;

/// <summary>Counts the calls of each workflow, and the guesses of each stranger.</summary>
internal sealed class HookLimit(IRateLimits limits, RateLimitOptions options)
{
    private static readonly Error TooMany = new("rate_limited", "Too many calls; wait as long as Retry-After says.", ErrorKind.RateLimited);

    /// <summary>A sender that goes wild stops its own workflow only. The refusal, or null.</summary>
    public ValueTask<IResult?> RefuseAsync(HttpContext http, HookTarget target) =>
        TakeAsync(http, new RateKey(Partition.Hook, RequestLimits.Number(target.Workflow.Value)));

    /// <summary>An address that leads nowhere is a guess. The refusal, or null.</summary>
    public ValueTask<IResult?> GuessAsync(HttpContext http) =>
        TakeAsync(http, new RateKey(Partition.Address, RequestLimits.Number(http.Connection.RemoteIpAddress)));

    private async ValueTask<IResult?> TakeAsync(HttpContext http, RateKey key)
    {
        if (options[key.Partition].Units == 0)
            return null;
        RateKey[] keys = [key];
        var states = new RateState[1];
        if (await limits.TakeAsync(keys, 1, states, http.RequestAborted))
            return null;
        RateHeaders.Write(http.Response.Headers, options, keys, states, admitted: false);
        return ApiResult.Failure(http, TooMany);
    }
}

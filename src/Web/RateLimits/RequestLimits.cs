using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Claims;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.RateLimits;
using Financbase.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace Financbase.Web.RateLimits;

/// <summary>
/// Counts each request: a stranger's by network address, a person's by user, a program's by API key and by organization. One that
/// is over a limit is answered with 429 and when to come back, and costs nobody anything.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next, IRateLimits limits, RateLimitOptions options)
{
    private static readonly Error TooMany = new("rate_limited", "Too many requests; wait as long as Retry-After says.", ErrorKind.RateLimited);

    public async Task InvokeAsync(HttpContext http)
    {
        var units = CostOf(http).Units;
        // The page that draws a refusal is part of the request that was refused.
        if (units == 0 || http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            await next(http);
            return;
        }

        var keys = Keys(http);
        var states = new RateState[keys.Length];
        var admitted = keys.Length == 0 || await limits.TakeAsync(keys, units, states, http.RequestAborted);
        var isApi = http.Request.Path.StartsWithSegments("/api");
        if (isApi || !admitted)
            RateHeaders.Write(http.Response.Headers, options, keys, states, admitted);
        if (admitted)
            await next(http);
        else if (isApi)
            await ApiResult.Failure(http, TooMany).ExecuteAsync(http);
        else
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    private static RequestCost CostOf(HttpContext http) => http.GetEndpoint()?.Metadata is { } marks
        ? marks.GetMetadata<RequestCost>() ?? marks.GetMetadata<HeavyAttribute>()?.CostOf(http.Request.Method) ?? RequestCost.One
        : RequestCost.One;

    private RateKey[] Keys(HttpContext http) => http.User.Identity switch
    {
        ApiKeyIdentity => Limited(
            new(Partition.ApiKey, Number(http, FinancbaseClaims.ApiKey)), new(Partition.Organization, Number(http, FinancbaseClaims.Organization))),
        { IsAuthenticated: true } => Limited(new RateKey(Partition.User, Number(http, FinancbaseClaims.User))),
        _ => Limited(new RateKey(Partition.Address, Number(http.Connection.RemoteIpAddress))),
    };

    private RateKey[] Limited(params ReadOnlySpan<RateKey> keys)
    {
        var limited = keys.ToArray();
        return Array.TrueForAll(limited, key => options[key.Partition].Units > 0)
            ? limited
            : Array.FindAll(limited, key => options[key.Partition].Units > 0);
    }

    private static UInt128 Number(HttpContext http, string claim) =>
        Guid.TryParse(http.User.FindFirstValue(claim), out var id) ? Number(id) : UInt128.Zero;

    internal static UInt128 Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    // A household has a whole /64 of version 6 to itself, so that much counts as one address.
    internal static UInt128 Number(System.Net.IPAddress? address)
    {
        if (address is null)
            return UInt128.Zero;
        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        return length == 16 && address.AddressFamily == AddressFamily.InterNetworkV6
            ? BinaryPrimitives.ReadUInt128BigEndian(bytes) >> 64 << 64
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}

using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Access;

/// <summary>
/// Hashing a password is dear on purpose, so only a few are hashed at a time; who comes then waits in line without
/// holding anything, and a crowd is sent away. It bounds what anonymous callers can keep busy.
/// </summary>
internal static class PasswordRateLimit
{
    public const string Policy = "passwords";

    private const int InLine = 100;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    public static void Add(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = ((int)ComeBack.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddConcurrencyLimiter(Policy, limit =>
        {
            limit.PermitLimit = 2 * Environment.ProcessorCount;
            limit.QueueLimit = InLine;
            limit.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
        });
    });
}

using System.Globalization;
using System.Text;
using Financbase.Infrastructure.RateLimits;

namespace Financbase.Web.RateLimits;

/// <summary>
/// <c>RateLimit</c> and <c>RateLimit-Policy</c> as draft-ietf-httpapi-ratelimit-headers-10 writes them: <c>q</c> units in
/// <c>w</c> seconds; <c>r</c> units left, whole again in <c>t</c> seconds.
/// </summary>
internal static class RateHeaders
{
    private static readonly string[] Names = ["address", "user", "api-key", "organization", "hook"];

    public static void Write(IHeaderDictionary headers, RateLimitOptions options, RateKey[] keys, RateState[] states, bool admitted)
    {
        var policy = new StringBuilder();
        var limit = new StringBuilder();
        var wait = TimeSpan.Zero;
        for (var i = 0; i < keys.Length; i++)
        {
            var (allowed, state, name) = (options[keys[i].Partition], states[i], Names[(int)keys[i].Partition]);
            var separator = i == 0 ? "" : ", ";
            policy.Append(CultureInfo.InvariantCulture, $"{separator}\"{name}\";q={allowed.Units};w={(long)allowed.Window.TotalSeconds}");
            if (state != default)
            {
                limit.Append(CultureInfo.InvariantCulture, $"{(limit.Length == 0 ? "" : ", ")}\"{name}\";r={state.Remaining};t={Seconds(state.Reset)}");
            }

            wait = state.Wait > wait ? state.Wait : wait;
        }

        if (keys.Length > 0)
        {
            headers["RateLimit-Policy"] = policy.ToString();
            headers["RateLimit"] = limit.ToString();
        }

        if (!admitted)
            headers.RetryAfter = Math.Max(1, Seconds(wait)).ToString(CultureInfo.InvariantCulture);
    }

    private static long Seconds(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);
}

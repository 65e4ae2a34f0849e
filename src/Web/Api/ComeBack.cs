using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>Every 429 says when trying again may help.</summary>
internal static class ComeBack
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static void Tell(HttpContext http, Error error)
    {
        if (error.Kind == ErrorKind.RateLimited && http.Response.Headers.RetryAfter.Count == 0)
            http.Response.Headers.RetryAfter = Math.Ceiling((error.RetryAfter ?? Usual).TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
    }
}

using Financbase.Web.Api;

namespace Financbase.Web.Access;

/// <summary>Two ways to show who one is, told apart by the address alone: the API never looks at a cookie, a page never at a key.</summary>
internal static class Schemes
{
    public const string ByAddress = "ByAddress";
    public const string Session = "Session";
    public const string ApiKey = ApiPolicy.Scheme;

    public static string Choose(HttpContext http) => http.Request.Path.StartsWithSegments("/api") ? ApiKey : Session;
}

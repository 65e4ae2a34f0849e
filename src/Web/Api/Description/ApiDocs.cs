using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Financbase.Web.Api.Description;

/// <summary>
/// <c>/api/docs</c>: the description as a page, drawn by Scalar. It writes scripts and styles of its own into the page, so its
/// answer carries a nonce for them; everything comes from this server, and nothing is told to another one.
/// </summary>
internal static class ApiDocs
{
    private const string Address = "/api/docs";
    private const int NonceBytes = 18;

    private static readonly object NonceKey = new();

    /// <summary>What the page's scripts and styles are allowed by; null for every other answer.</summary>
    public static string? NonceOf(HttpContext http) => http.Items[NonceKey] as string;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapScalarApiReference(Address, Draw).AllowAnonymous();

    private static void Draw(ScalarOptions options, HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        http.Items[NonceKey] = nonce;
        options.Nonce = nonce;
        options.Title = "Financbase API";
        options.Favicon = "/favicon.svg";
        options.OpenApiRoutePattern = ApiDescription.Address;
        options.HeadContent = $"""<meta property="csp-nonce" content="{nonce}"><script src="/lib/docs.js"></script>""";
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.AddPreferredSecuritySchemes(DocumentWords.ApiKey);
        options.Mcp = new ScalarMcpOptions { Disabled = true };
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary><c>/openapi/v1.json</c>: made once, of the routes that there are, and the same for everybody.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiDescription.Version)] IOpenApiDocumentProvider provider)
{
    public const string Version = "v1";
    public const string Address = "/openapi/v1.json";

    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    private readonly Lazy<Task<byte[]>> _json = new(() => WriteAsync(provider));

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var json = await _json.Value;
        http.Response.Headers.CacheControl = $"public, max-age={FreshFor.TotalSeconds:0}";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"");
        return Results.Bytes(json, "application/json; charset=utf-8", entityTag: tag);
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

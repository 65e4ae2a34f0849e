using System.Text;
using System.Text.Json;

namespace Financbase.Web.Hooks;

/// <summary>What a <c>respond</c> step answers: a text as it is, anything else as JSON.</summary>
internal sealed class HookResponse(JsonElement response) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        var body = response.GetProperty("body");
        answer.StatusCode = response.GetProperty("status").GetInt32();
        answer.ContentType = body.ValueKind == JsonValueKind.String ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        foreach (var header in response.GetProperty("headers").EnumerateObject())
            answer.Headers[header.Name] = header.Value.GetString();

        // A workflow's answer is data: a browser that is sent here by a stranger must not run it as a page of this site.
        answer.Headers.XContentTypeOptions = "nosniff";
        answer.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (answer.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified || body.ValueKind == JsonValueKind.Null)
            return;
        await answer.WriteAsync(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText(), Encoding.UTF8, httpContext.RequestAborted);
    }
}

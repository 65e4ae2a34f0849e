using Financbase.Application.Pipeline;

namespace Financbase.Web.Api;

/// <summary>
/// Learns from the endpoint that reads a resource how to ask for the ETag that it would answer with, without asking yet:
/// the question is to be put inside the transaction of a change.
/// </summary>
internal sealed class ResourceProbe
{
    /// <summary>Left here by <see cref="ApiSender"/> instead of sending.</summary>
    public Func<ISender, CancellationToken, Task<Result<string>>>? TagAsync { get; set; }

    /// <param name="listener">The sender that the reader is going to use: it is the one of this request.</param>
    /// <param name="http">The call that would change the resource; its places of ids are the reader's too.</param>
    /// <param name="reader">What reads the resource.</param>
    public static async Task<ResourceProbe> RunAsync(ApiSender listener, HttpContext http, RouteEndpoint reader)
    {
        var probe = new ResourceProbe();
        var asked = new DefaultHttpContext { RequestServices = http.RequestServices, User = http.User, RequestAborted = http.RequestAborted };
        asked.Request.Method = HttpMethods.Get;
        asked.Request.RouteValues = new RouteValueDictionary(http.Request.RouteValues);
        asked.SetEndpoint(reader);
        try
        {
            listener.Probe = probe;
            await reader.RequestDelegate!(asked);
            return probe;
        }
        finally
        {
            listener.Probe = null;
        }
    }
}

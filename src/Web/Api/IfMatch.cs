using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>Reads the <c>If-Match</c> header of a call that changes something.</summary>
internal static class IfMatch
{
    private static readonly Error Changed = new(
        "precondition_failed", "The resource is not in the state that If-Match names; read it again.", ErrorKind.PreconditionFailed);

    /// <summary>Null when the caller names no state.</summary>
    public static async Task<Precondition?> ReadAsync(ApiSender sender, HttpContext http)
    {
        var known = http.Request.Headers.IfMatch;
        if (known.Count == 0)
            return null;
        if (http.RequestServices.GetRequiredService<Resources>().ReadBy(http.GetEndpoint()!) is not { } reader)
            throw new DomainException(Error.Validation("If-Match", "There is no single resource here whose ETag could be compared."));
        var probe = await ResourceProbe.RunAsync(sender, http, reader);
        return new Precondition(NameOf(http, reader), async (inner, ct) =>
        {
            var tag = await probe.TagAsync!(inner, ct);
            return tag.Error ?? (EntityTag.IsIn(known, tag.Value) ? null : Changed);
        });
    }

    // Of the places that the reader has: what the call is about, whatever it does to it.
    private static string NameOf(HttpContext http, RouteEndpoint reader) => reader.RoutePattern.RawText + "|" + string.Join(
        '|', reader.RoutePattern.Parameters.Select(place => $"{http.Request.RouteValues[place.Name]}".ToUpperInvariant()));
}

using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>A resource's revision as an <c>ETag</c>, and the one that a caller names in <c>If-Match</c>.</summary>
internal static class IfMatch
{
    public static string ETag(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>Null when the caller names none; a tag that is none of ours matches nothing: 412.</summary>
    public static int? Revision(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
            return null;
        return header is ['"', .. var tag, '"'] && int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new DomainException(new Error(
                "precondition_failed", "This is not the ETag that the resource has now.", ErrorKind.PreconditionFailed));
    }
}

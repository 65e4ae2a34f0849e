using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Api;

/// <summary>Names a state of a resource (<c>ETag</c>), and compares it with the states that a caller knows (RFC 9110, 13.1).</summary>
internal static class EntityTag
{
    private const int HashBytes = 16;

    public static string Of(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>Made of what is shown: another tag exactly when something else is shown.</summary>
    public static string Of(RawJson data, RawJson? pagination)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data.Utf8);
        hash.AppendData(pagination?.Utf8 ?? []);
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes))}\"";
    }

    /// <summary>For <c>If-Match</c>: a weak tag, and what is no tag, match nothing.</summary>
    public static bool IsIn(StringValues ifMatch, string tag) => Holds(ifMatch, tag, useStrongComparison: true);

    /// <summary>For <c>If-None-Match</c>: weak tags count as well.</summary>
    public static bool IsKnownTo(StringValues ifNoneMatch, string tag) => Holds(ifNoneMatch, tag, useStrongComparison: false);

    private static bool Holds(StringValues header, string tag, bool useStrongComparison) =>
        EntityTagHeaderValue.TryParseStrictList(header, out var tags)
        && EntityTagHeaderValue.TryParse(tag, out var own)
        && tags.Any(named => named.Equals(EntityTagHeaderValue.Any) || named.Compare(own, useStrongComparison));
}

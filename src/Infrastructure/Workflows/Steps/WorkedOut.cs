using System.Text.Json;
using Financbase.Domain.Secrets;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// What filters of a template made of a secret, such as a hash: found where the input that is sent differs from the one
/// that is recorded.
/// </summary>
internal static class WorkedOut
{
    /// <summary>Pairs of a text that is sent and the one that is recorded in its place.</summary>
    public static IEnumerable<KeyValuePair<string, string>> From(JsonElement recorded, JsonElement sent)
    {
        if (recorded.ValueKind != sent.ValueKind)
            return [];
        return sent.ValueKind switch
        {
            JsonValueKind.String => Difference(recorded.GetString()!, sent.GetString()!),
            JsonValueKind.Array => recorded.EnumerateArray().Zip(sent.EnumerateArray()).SelectMany(pair => From(pair.First, pair.Second)),
            JsonValueKind.Object => sent.EnumerateObject().SelectMany(member =>
                recorded.TryGetProperty(member.Name, out var before) ? From(before, member.Value) : []),
            _ => [],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Difference(string recorded, string sent)
    {
        var start = recorded.AsSpan().CommonPrefixLength(sent);
        var end = 0;
        while (end < Math.Min(recorded.Length, sent.Length) - start && recorded[^(end + 1)] == sent[^(end + 1)])
            end++;
        var text = sent[start..^end];
        if (text.Length is >= OrganizationSecret.ShortestValue and <= OrganizationSecret.LongestValue)
            yield return KeyValuePair.Create(text, recorded[start..^end]);
    }
}

using System.Text.Json;

namespace Financbase.Domain.SharedKernel;

/// <summary>
/// JSON from outside may be well-formed and yet poison what works with it: half a character cannot be read as text, the
/// character U+0000 cannot be stored, and endless nesting reaches the limit of whoever wraps it.
/// </summary>
public static class ForeignJson
{
    public const int MostLevels = 32;

    /// <summary>A sentence about why it cannot be accepted, or null.</summary>
    public static string? Problem(JsonElement json)
    {
        if (Levels(json) > MostLevels)
            return $"It is nested deeper than {MostLevels} levels.";
        if (!IsReadable(json))
            return "It holds half a character: an escape such as \\ud800 without its other half.";
        return Texts(json).Any(text => text.Contains('\0')) ? "It holds the character U+0000, which cannot be kept." : null;
    }

    /// <summary>Whether every text in it can be read.</summary>
    public static bool IsReadable(JsonElement json)
    {
        try
        {
            return Texts(json).All(text => text is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int Levels(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => 1 + json.EnumerateArray().Select(Levels).DefaultIfEmpty().Max(),
        JsonValueKind.Object => 1 + json.EnumerateObject().Select(member => Levels(member.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };
}

using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// <c>concurrency {"most": 1, "key"?: "{{ trigger.customerId }}", "whenFull": "queue"}</c>: how many executions of a
/// workflow with the same key may be under way at once, and what becomes of one too many.
/// </summary>
/// <param name="Most">1–1,000.</param>
/// <param name="Key">Worked out when an execution begins; null is one key for all.</param>
/// <param name="KeyText">As written; undefined without a key.</param>
/// <param name="WhenFull">What becomes of one too many.</param>
public sealed record ConcurrencyRule(int Most, Template? Key, JsonElement KeyText, WhenFull WhenFull)
{
    private const int LongestKey = 200;

    private static readonly string[] Choices = [.. Enum.GetValues<WhenFull>().Select(Name)];

    /// <summary>The key as text; what is no text as its JSON, at most 200 characters.</summary>
    public string KeyOf(TriggerInput trigger, JsonElement organization, DateTimeOffset now)
    {
        var key = Key?.Render(Scope.OfTrigger(trigger, organization, now)) ?? Json.Null;
        var text = key.ValueKind == JsonValueKind.String ? key.GetString()! : key.GetRawText();
        return KeptText.Of(text.Length <= LongestKey ? text : text[..LongestKey]);
    }

    internal static string Name(WhenFull value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static ConcurrencyRule Read(ConfigReader reader)
    {
        var most = reader.Number("most", 1, 1_000, otherwise: 1);
        var text = reader.Has("key") ? reader.Whole("key").Json : default;
        var key = reader.OptionalTemplate("key");
        var full = reader.Choice("whenFull", Choices, otherwise: Name(WhenFull.Queue));
        reader.RefuseTheRest();
        return new ConcurrencyRule(most, key, text, Enum.TryParse<WhenFull>(full, ignoreCase: true, out var parsed) ? parsed : WhenFull.Queue);
    }
}

/// <summary>What becomes of an execution that is one too many.</summary>
public enum WhenFull
{
    /// <summary>It waits for its turn.</summary>
    Queue,

    /// <summary>The one that began first is cancelled for it.</summary>
    CancelOldest,

    /// <summary>It is booked and cancelled at once, so that it can be seen.</summary>
    CancelNewest,

    /// <summary>It is not booked at all.</summary>
    Skip,
}

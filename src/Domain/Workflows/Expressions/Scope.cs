using System.Globalization;
using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// What conditions and templates may read while a step runs. Values are immutable JSON; a missing value has
/// <see cref="JsonValueKind.Undefined"/>, which differs from an explicit <c>null</c>.
/// </summary>
/// <param name="trigger">What started the execution.</param>
/// <param name="organization">The organization's public facts, e.g. <c>{"id","slug","name","baseCurrency"}</c>.</param>
/// <param name="now">The instant that <c>now</c> means.</param>
/// <param name="results">What the steps before have left.</param>
/// <param name="secrets">What the step may use of <c>secrets.*</c>; nothing when null.</param>
/// <param name="item">Of a list that is gone through, or null.</param>
public sealed class Scope(
    TriggerInput trigger, JsonElement organization, DateTimeOffset now, IStepResults results, SecretTexts? secrets = null, ScopeItem? item = null)
{
    public TriggerInput Trigger => trigger;

    public JsonElement Organization => organization;

    public DateTimeOffset Now => now;

    public SecretTexts Secrets { get; } = secrets ?? SecretTexts.None;

    /// <summary>For the filter of a trigger: nothing has run yet.</summary>
    public static Scope OfTrigger(TriggerInput trigger, JsonElement organization, DateTimeOffset now) =>
        new(trigger, organization, now, NoResults.Instance);

    /// <summary>For the filter of a wait: this data is <c>event.*</c>.</summary>
    public static Scope OfEvent(JsonElement data, JsonElement organization, DateTimeOffset now) =>
        new(default, organization, now, NoResults.Instance) { Happened = data };

    private JsonElement Happened { get; init; }

    private JsonElement Answer { get; init; }

    /// <summary>The same, with these in the place of <c>secrets.*</c>.</summary>
    public Scope With(SecretTexts others) => new(trigger, organization, now, results, others, item);

    /// <summary>The same, for one item of a list.</summary>
    public Scope With(ScopeItem other) => new(trigger, organization, now, results, secrets, other);

    /// <summary>The same, with what a look-up brought as <c>answer.*</c>.</summary>
    public Scope WithAnswer(JsonElement found) => new(trigger, organization, now, results, secrets, item) { Answer = found };

    /// <summary>Of the innermost list that is gone through, or null.</summary>
    public ScopeItem? Item => item;

    /// <summary>The recorded result of a step, or null when it has not run or was skipped.</summary>
    public RecordedResult? Step(string key) => results.Find(key);

    public JsonElement Find(ScopePath path) => Locate(path).Value;

    /// <summary>Like <see cref="Find"/>, and tells whether the value is the amount of a money object.</summary>
    public Located Locate(ScopePath path) => path.Root switch
    {
        "trigger" when path.Segments is [_, "$event", ..] => Walk(trigger.Event, path, 2),
        "trigger" => Walk(trigger.Data, path, 1),
        "steps" => Step(path.Segments[1]) is { } result
            ? Walk(path.Segments[2] == "output" ? result.Output : result.Error, path, 3)
            : default,
        "item" => Walk(item?.Value ?? default, path, 1),
        "loop" => new Located(item is { } place ? JsonSerializer.SerializeToElement(path.Segments[1] == "index" ? place.Index : place.Count) : default, IsMoney: false),
        "organization" => Walk(organization, path, 1),
        "event" => Walk(Happened, path, 1),
        "answer" => Walk(Answer, path, 1),
        "secrets" => new Located(Secrets.Find(path.Segments[1]) is { } text ? JsonSerializer.SerializeToElement(text) : default, IsMoney: false),
        _ => new Located(NowAsJson(), IsMoney: false),
    };

    private JsonElement NowAsJson() => JsonSerializer.SerializeToElement(
        now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static Located Walk(JsonElement value, ScopePath path, int from)
    {
        var parent = default(JsonElement);
        for (var at = from; at < path.Segments.Length; at++)
        {
            parent = value;
            value = Member(value, path.Segments[at]);
        }

        return new Located(value, path.Segments[^1] == "value" && Member(parent, "currency").ValueKind == JsonValueKind.String);
    }

    private static JsonElement Member(JsonElement of, string name) => of.ValueKind switch
    {
        JsonValueKind.Object when of.TryGetProperty(name, out var member) => member,
        JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < of.GetArrayLength() => of[index],
        _ => default,
    };

    private sealed class NoResults : IStepResults
    {
        public static NoResults Instance { get; } = new();

        public RecordedResult? Find(string key) => null;
    }
}

/// <summary>One item of a list that is gone through.</summary>
/// <param name="Value"><c>item</c>.</param>
/// <param name="Index"><c>loop.index</c>, from 0.</param>
/// <param name="Count"><c>loop.count</c>.</param>
public readonly record struct ScopeItem(JsonElement Value, int Index, int Count);

/// <summary>A value and whether it is the <c>value</c> of <c>{"value":"1.00","currency":"EUR"}</c>.</summary>
public readonly record struct Located(JsonElement Value, bool IsMoney);

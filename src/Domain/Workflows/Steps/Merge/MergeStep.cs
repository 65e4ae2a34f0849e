using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

public sealed record MergeStep(Template Sources, string Mode, string Key, string RightKey, bool KeepsUnmatched) : PureStep
{
    private const int MostItems = 100_000;

    public override StepResult Run(Scope scope)
    {
        var sources = Sources.Render(scope).EnumerateArray().ToList();
        return StepResult.Succeed(Mode switch
        {
            "combine" => Combined(sources),
            "join" => ListOf(Joined(StepList.Of(sources[0], "sources[0]"), StepList.Of(sources[1], "sources[1]"))),
            _ => ListOf(sources.Index().SelectMany(source => StepList.Of(source.Item, $"sources[{source.Index}]").EnumerateArray())
                .Select(item => (Action<Utf8JsonWriter>)item.WriteTo)),
        });
    }

    private static JsonElement Combined(List<JsonElement> sources) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("value");
        Write(writer, sources.Index().SelectMany(source => Members(source.Item, $"sources[{source.Index}]")));
        writer.WriteEndObject();
    });

    private static JsonElement ListOf(IEnumerable<Action<Utf8JsonWriter>> items) => Json.Build(writer =>
    {
        var count = 0;
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var write in items)
        {
            if (++count > MostItems)
                throw new DomainException(Error.Rule("workflows.too_many_items", $"A merged list has at most {MostItems:N0} items."));
            write(writer);
            Json.RefuseTooLarge(writer);
        }

        writer.WriteEndArray();
        writer.WriteNumber("count", count);
        writer.WriteEndObject();
    });

    // Every pair of the same key: an object that matches two comes twice, as in SQL.
    private IEnumerable<Action<Utf8JsonWriter>> Joined(JsonElement left, JsonElement right)
    {
        var byKey = right.EnumerateArray()
            .Where(item => KeyOf(item, RightKey) is not null)
            .ToLookup(item => KeyOf(item, RightKey)!, StringComparer.Ordinal);
        foreach (var item in left.EnumerateArray())
        {
            var matches = KeyOf(item, Key) is { } key ? byKey[key] : [];
            foreach (var match in matches)
                yield return writer => Write(writer, Members(item, "sources[0]").Concat(Members(match, "sources[1]")));
            if (KeepsUnmatched && !matches.Any())
                yield return item.WriteTo;
        }
    }

    // A number and the text of the same digits are different keys; null is none.
    private static string? KeyOf(JsonElement item, string key) =>
        item.TryGetMember(key, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => "\"" + value.GetString(),
            JsonValueKind.Number => value.TryGetDecimal(out var number) ? (number / 1.000000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture) : value.GetRawText(),
            JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        }
        : null;

    private static JsonElement.ObjectEnumerator Members(JsonElement value, string what) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject()
        : throw new DomainException(Error.Rule("workflows.not_an_object", $"“{what}” did not work out to an object."));

    // Later members win, in the place of the first.
    private static void Write(Utf8JsonWriter writer, IEnumerable<JsonProperty> members)
    {
        var merged = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in members)
            merged[member.Name] = member.Value;
        writer.WriteStartObject();
        foreach (var (name, value) in merged)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

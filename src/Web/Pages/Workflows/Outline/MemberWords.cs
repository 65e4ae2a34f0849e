using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Workflows.Outline;

/// <summary>What stands in a member of a configuration, in a few words.</summary>
internal static class MemberWords
{
    private const int Longest = 120;

    public static string Of(StepMember member, JsonElement config)
    {
        var value = member.Name.Length == 0 ? config : Find(config, member.Name);
        var words = (member.Type, value.ValueKind) switch
        {
            (StepMemberType.Condition, _) => ConditionWords.Of(value),
            (StepMemberType.Duration, JsonValueKind.String) when IsoDuration.TryParse(value.GetString(), out var time) => Took.Text(time),
            (StepMemberType.Choice, _) => value.ValueKind == JsonValueKind.String ? value.GetString()! : member.Default ?? "",
            (StepMemberType.List, JsonValueKind.Array) => Join(value.EnumerateArray().Select(Name)),
            (_, JsonValueKind.Array) => Join(value.EnumerateArray().Select(Text)),
            (_, JsonValueKind.Object) => Join(value.EnumerateObject().Select(part => part.Name)),
            _ => Text(value),
        };
        return words.Length <= Longest ? words : words[..Longest] + "…";
    }

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts.Take(10));

    // Of an object in a list, what it is called.
    private static string Name(JsonElement item) => Find(item, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "…";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => "…",
        _ => value.GetRawText(),
    };

    private static JsonElement Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
}

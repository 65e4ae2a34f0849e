using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Workflows.Outline;

/// <summary>How a kind of step or trigger looks, and what one does in a line.</summary>
public static partial class StepWords
{
    public static Look Step(string type) => StepKinds.BuiltIn.Find(type) is { Card: var card }
        ? new Look(card.Title, card.Icon, ToneOf(card.Category))
        : new Look(type, "circle-dashed", Tone.Idle);

    public static Look Trigger(string type) => type switch
    {
        "event" => new("When something happens", "zap", Tone.Info),
        "webhook" => new("When its address is called", "globe", Tone.Info),
        "schedule" => new("At set times", "calendar-clock", Tone.Info),
        "manual" => new("When a person or a program starts it", "play", Tone.Info),
        _ => new(type, "circle-dashed", Tone.Idle),
    };

    /// <summary>The line of its kind, with the configuration's words in the places of members.</summary>
    public static string Does(string type, JsonElement config) => StepKinds.BuiltIn.Find(type) is { } kind
        ? Place().Replace(kind.Card.Line, match => kind.Schema.Members.FirstOrDefault(member => member.Name == match.Groups[1].Value) is { } member
            ? MemberWords.Of(member, config)
            : "").Trim()
        : type;

    /// <summary>A part of the palette.</summary>
    public static string Category(StepCategory category) => category switch
    {
        StepCategory.Logic => "Decide",
        StepCategory.Data => "Work out",
        StepCategory.Time => "Wait",
        StepCategory.People => "Tell people",
        StepCategory.Send => "Call and send",
        StepCategory.Books => "Read and change",
    };

    /// <summary>What a member of a configuration holds.</summary>
    public static string Holds(StepMemberType type) => type switch
    {
        StepMemberType.Text => "text",
        StepMemberType.Template => "value with {{ … }}",
        StepMemberType.Templates => "names and values with {{ … }}",
        StepMemberType.Condition => "condition",
        StepMemberType.Path => "reference",
        StepMemberType.Duration => "duration",
        StepMemberType.Number => "number",
        StepMemberType.Choice => "choice",
        StepMemberType.Boolean => "true or false",
        StepMemberType.Code => "program",
        StepMemberType.StepKey => "key of a step",
        StepMemberType.StepKeys => "keys of steps",
        StepMemberType.List => "list",
    };

    public static string Starts(JsonElement trigger)
    {
        if (Text(trigger, "cron") is { } cron)
        {
            return $"{cron}, {Text(trigger, "timeZone") ?? "UTC"} time";
        }

        if (Text(trigger, "type") == "webhook")
        {
            return Text(trigger, "url") is { } url ? $"POST {url}" : "a call from outside";
        }

        var name = Text(trigger, "event");
        return (name, trigger.TryGetProperty("filter", out var filter)) switch
        {
            (null, _) => "by hand or through the API",
            ({ } happening, true) => $"{happening}, if {ConditionWords.Of(filter)}",
            ({ } happening, false) => happening,
        };
    }

    /// <summary>What a wire's name means to a person; <c>default</c> needs no word.</summary>
    public static string? Port(string port) => port switch
    {
        "default" => null,
        "true" => "Yes",
        "false" => "No",
        "error" => "On error",
        _ => port,
    };

    private static Tone ToneOf(StepCategory category) => category switch
    {
        StepCategory.Logic => Tone.Warn,
        StepCategory.Data => Tone.Info,
        StepCategory.Time => Tone.Idle,
        StepCategory.People or StepCategory.Send or StepCategory.Books => Tone.Ok,
    };

    [GeneratedRegex(@"\{([A-Za-z]*)\}")]
    private static partial Regex Place();

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

public sealed record Look(string Word, string Icon, Tone Tone);

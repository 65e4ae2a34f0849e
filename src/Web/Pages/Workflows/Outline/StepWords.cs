using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Workflows.Outline;

/// <summary>How a kind of step or trigger looks, and what one does in a line.</summary>
public static class StepWords
{
    public static Look Step(string type) => type switch
    {
        "condition" => new("Condition", "split", Tone.Warn),
        "httpRequest" => new("Call a URL", "globe", Tone.Ok),
        "transform" => new("Set values", "shuffle", Tone.Info),
        "sendEmail" => new("Send an e-mail", "mail", Tone.Ok),
        "sendNotification" => new("Notify people", "bell", Tone.Ok),
        "delay" => new("Wait", "timer", Tone.Idle),
        _ => new(type, "circle-dashed", Tone.Idle),
    };

    public static Look Trigger(string type) => type switch
    {
        "event" => new("When something happens", "zap", Tone.Info),
        "manual" => new("When a person or a program starts it", "play", Tone.Info),
        _ => new(type, "circle-dashed", Tone.Idle),
    };

    public static string Does(string type, JsonElement config) => type switch
    {
        "condition" => ConditionWords.Of(config),
        "httpRequest" => $"{Text(config, "method") ?? "GET"} {Text(config, "url")}",
        "sendEmail" => $"to {Text(config, "to") ?? "several addresses"}: {Text(config, "subject")}",
        "sendNotification" => $"{Text(config, "to")}: {Text(config, "title")}",
        "delay" when IsoDuration.TryParse(Text(config, "duration"), out var wait) => $"for {Took.Text(wait)}",
        "transform" when config.TryGetProperty("set", out var set) && set.ValueKind == JsonValueKind.Object =>
            string.Join(", ", set.EnumerateObject().Select(member => member.Name)),
        _ => type,
    };

    public static string Starts(JsonElement trigger)
    {
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

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

public sealed record Look(string Word, string Icon, Tone Tone);

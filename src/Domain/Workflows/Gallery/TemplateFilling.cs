using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Financbase.Domain.Workflows.Gallery;

/// <summary>Puts values into the places of a template.</summary>
public static partial class TemplateFilling
{
    private const int LongestText = 200;
    private const int MostDays = 300;
    private const decimal MostNumber = 1_000_000_000_000m;

    /// <summary>What is wrong with the values, by parameter; empty when they fit.</summary>
    public static IReadOnlyDictionary<string, string> Problems(WorkflowTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var known = template.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        return values
            .Select(value => (value.Key, Problem: known.TryGetValue(value.Key, out var parameter)
                ? ProblemOf(parameter.Type, value.Value.Trim())
                : "This template has no such parameter."))
            .Where(value => value.Problem is not null)
            .ToDictionary(value => value.Key, value => value.Problem!);
    }

    /// <summary>The definition with these values, and the usual ones in the other places.</summary>
    /// <exception cref="ArgumentException">A value does not fit.</exception>
    public static string Fill(WorkflowTemplate template, IReadOnlyDictionary<string, string> values, string? name = null)
    {
        if (Problems(template, values).Count > 0)
            throw new ArgumentException("A value does not fit.", nameof(values));
        var filled = template.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (parameter.Type, Value: values.TryGetValue(parameter.Name, out var value) ? value.Trim() : parameter.Default),
            StringComparer.Ordinal);
        var definition = Filled(template.Definition, filled)!.AsObject();
        if (!string.IsNullOrWhiteSpace(name))
            definition["name"] = name.Trim();
        return definition.ToJsonString();
    }

    private static string? ProblemOf(TemplateParameterType type, string value) => type switch
    {
        TemplateParameterType.Number => Number(value) is null ? "Use a number from 0, such as 5000 or 99.50." : null,
        TemplateParameterType.Days => Number(value) is { } days && days == Math.Floor(days) && days is >= 2 and <= MostDays ? null : $"Use a whole number of days from 2 to {MostDays}.",
        TemplateParameterType.Role => RoleKey().IsMatch(value) ? null : "Use the key of a role, such as owner.",
        TemplateParameterType.Text => value.Length is > 0 and <= LongestText && !value.Contains("{{", StringComparison.Ordinal) && !value.Contains("{%", StringComparison.Ordinal)
            ? null
            : $"Use 1 to {LongestText} characters without {{{{ or {{%.",
    };

    private static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MostNumber ? number : null;

    private static JsonNode? Filled(JsonElement json, Dictionary<string, (TemplateParameterType Type, string Value)> values) => json.ValueKind switch
    {
        JsonValueKind.String => Filled(json.GetString()!, values),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Filled(item, values))]),
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Filled(member.Value, values)))),
        JsonValueKind.Null => null,
        _ => JsonNode.Parse(json.GetRawText()),
    };

    // A place alone keeps the type of its value; one with a minus before it is the opposite number.
    private static JsonValue Filled(string text, Dictionary<string, (TemplateParameterType Type, string Value)> values)
    {
        if (Alone().Match(text) is { Success: true } alone && values[alone.Groups[2].Value] is (TemplateParameterType.Number or TemplateParameterType.Days, var number))
            return JsonValue.Create((alone.Groups[1].Length > 0 ? -1 : 1) * Number(number)!.Value);
        return JsonValue.Create(Place().Replace(text, match => values[match.Groups[1].Value].Value));
    }

    [GeneratedRegex(@"^(-?)\{\{ parameters\.([A-Za-z]+) \}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\{\{ parameters\.([A-Za-z]+) \}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoleKey();
}

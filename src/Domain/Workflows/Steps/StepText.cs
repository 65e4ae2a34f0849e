using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A rendered value as text for people, of bounded length.</summary>
internal static class StepText
{
    /// <param name="value">A text as it can be kept, nothing as an empty one, anything else as JSON.</param>
    /// <param name="what">Of the configuration, for the error.</param>
    /// <param name="longest">In characters.</param>
    public static string Of(JsonElement value, string what, int longest)
    {
        var text = KeptText.Of(value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        });
        return text.Length <= longest
            ? text
            : throw new DomainException(Error.Rule("workflows.text_too_long", $"“{what}” has at most {longest:N0} characters."));
    }

    public static string Required(JsonElement value, string what, int longest) => Of(value, what, longest) is var text && !string.IsNullOrWhiteSpace(text)
        ? text
        : throw new DomainException(Error.Rule("workflows.text_missing", $"“{what}” worked out to nothing."));
}

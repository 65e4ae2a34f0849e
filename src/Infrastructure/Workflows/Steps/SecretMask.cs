using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// Puts a secret's reference where an answer repeats its value, in any form that <see cref="SecretForms"/> knows and in
/// upper or lower case.
/// </summary>
internal sealed class SecretMask
{
    private const int ShortestPart = 4;

    private readonly (string Form, string Reference)[] _forms;

    public SecretMask(IReadOnlyDictionary<string, string> secrets)
        : this(secrets.SelectMany(secret => SecretForms.Of(secret.Value).Select(form => (form, SecretTexts.Reference(secret.Key)))))
    {
    }

    // A form may hold another one, so the longest goes first.
    private SecretMask(IEnumerable<(string Form, string Reference)> forms) => _forms = [.. forms.OrderByDescending(pair => pair.Form.Length)];

    /// <summary>The same that hides these texts too.</summary>
    public SecretMask With(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(_forms.Concat(texts.Select(text => (text.Key, text.Value))));

    public StepResult Hide(StepResult result) => result switch
    {
        StepResult.Succeeded success => success with { Output = Hide(success.Output) },
        StepResult.Failed failure => failure with
        {
            Error = failure.Error with { Message = Hide(failure.Error.Message) },
            Output = Hide(failure.Output),
        },
        _ => result,
    };

    public string Hide(string text) => _forms.Aggregate(text, (rest, pair) => rest.Replace(pair.Form, pair.Reference, StringComparison.OrdinalIgnoreCase));

    private JsonElement Hide(JsonElement output) =>
        output.ValueKind == JsonValueKind.Undefined ? output : Json.Build(writer => Write(writer, output, IsTruncated(output)));

    private void Write(Utf8JsonWriter writer, JsonElement value, bool isCut)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(Hide(member.Name));
                    Write(writer, member.Value, isCut);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, isCut);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                var text = Hide(value.GetString()!);
                writer.WriteStringValue(isCut ? HideBeginning(text) : text);
                break;
            case JsonValueKind.Number when Hide(value.GetRawText()) is var number && number != value.GetRawText():
                writer.WriteStringValue(number);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // An answer that is longer than what is kept of it may end within a secret.
    private string HideBeginning(string text)
    {
        foreach (var (form, reference) in _forms)
        {
            for (var length = Math.Min(form.Length - 1, text.Length); length >= ShortestPart; length--)
            {
                if (text.AsSpan().EndsWith(form.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
                    return text[..^length] + reference;
            }
        }

        return text;
    }

    private static bool IsTruncated(JsonElement output) =>
        output.ValueKind == JsonValueKind.Object && output.TryGetProperty("truncated", out var cut) && cut.ValueKind == JsonValueKind.True;
}

using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// An answer's body as a JSON value: JSON as itself if it can be accepted, text as a string, anything else in base64.
/// </summary>
internal static class HttpBody
{
    public static void Write(Utf8JsonWriter writer, EgressAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (IsJson(answer) && TryParse(answer.Body, out var json))
        {
            json.WriteTo(writer);
        }
        else if (Utf8.IsValid(answer.Body))
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(answer.Body));
        }
        else
        {
            writer.WriteBase64StringValue(answer.Body);
        }
    }

    private static bool IsJson(EgressAnswer answer) =>
        !answer.Truncated && answer.Header("Content-Type")?.Split(';')[0].TrimEnd() is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool TryParse(byte[] body, out JsonElement json)
    {
        json = default;
        try
        {
            json = JsonElement.Parse(body);
            return ForeignJson.Problem(json) is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Financbase.Infrastructure.Audit;

/// <summary>A property's value as the audit log keeps it: what is stored, as JSON, cut where it is long.</summary>
internal static class AuditValues
{
    public const int MostCharacters = 500;

    public static AuditedValue? Of(IReadOnlyProperty property, object? value)
    {
        var stored = value is null ? null : property.GetValueConverter()?.ConvertToProvider(value) ?? value;
        return stored switch
        {
            null => null,
            string json when property.GetColumnTypeName() is "json" or "jsonb" => OfJson(json),
            string text => OfText(text),
            bool yes => new(yes),
            short or int or long or uint => new(JsonValue.Create(Convert.ToInt64(stored, CultureInfo.InvariantCulture))),
            decimal number => new(number.ToString(CultureInfo.InvariantCulture)),
            DateTimeOffset moment => new(moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            DateTime moment => new(moment.ToString("O", CultureInfo.InvariantCulture)),
            DateOnly day => new(day.ToString("O", CultureInfo.InvariantCulture)),
            System.Collections.IEnumerable many => OfMany(many),
            IFormattable other => OfText(other.ToString(null, CultureInfo.InvariantCulture)),
            _ => OfText(stored.ToString() ?? ""),
        };
    }

    private static AuditedValue OfText(string text) => new(AuditText.Clean(text, MostCharacters)!, text.Length > MostCharacters);

    private static AuditedValue OfMany(System.Collections.IEnumerable many)
    {
        var texts = many.Cast<object?>().Select(one => AuditText.Clean(Convert.ToString(one, CultureInfo.InvariantCulture), MostCharacters)).ToList();
        var whole = new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
        return whole.ToJsonString(WireJson.Options) is { Length: > MostCharacters } text ? OfText(text) : new(whole);
    }

    // JSON that not every reader could read is kept as the text that it is.
    private static AuditedValue OfJson(string json)
    {
        if (json.Length > MostCharacters)
            return OfText(json);

        var element = JsonElement.Parse(json);
        return ForeignJson.Problem(element) is null ? new(JsonNode.Parse(json) ?? "null") : OfText(json);
    }

    private static string? GetColumnTypeName(this IReadOnlyProperty property) =>
        property.FindAnnotation("Relational:ColumnType")?.Value as string;
}

using System.Text.Json;

namespace Financbase.Web.Pages.Workflows;

/// <summary>What a draft is tried with.</summary>
public sealed record TestForm
{
    public string? Event { get; init; }

    public string? Data { get; init; }

    public string? Pins { get; init; }

    public string? Until { get; init; }

    public int Days { get; init; } = 7;

    /// <summary>Nothing is null; false when it is no JSON.</summary>
    public static bool TryParse(string? text, out JsonElement? json)
    {
        json = null;
        try
        {
            json = string.IsNullOrWhiteSpace(text) ? null : JsonElement.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

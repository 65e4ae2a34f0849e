namespace Financbase.Web.TagHelpers;

/// <summary>
/// The address that is shown, with other query values: filters and search stay when a list is turned, searched or taken home.
/// A form also sends the fields that were left empty; they say nothing and are left out.
/// </summary>
internal static class KeptQuery
{
    public const string Cursor = "cursor";
    public const string Text = "text";
    public const string Handler = "handler";

    public static IEnumerable<KeyValuePair<string, string?>> Without(HttpRequest request, params IReadOnlyCollection<string> names) =>
        request.Query.Where(pair => !names.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Where(pair => pair.Value is { Length: > 0 });

    public static string Address(HttpRequest request, IEnumerable<KeyValuePair<string, string?>> values) =>
        $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{QueryString.Create(values)}";
}

using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

public sealed record HttpRequestStep(
    string Method,
    Template Url,
    IReadOnlyList<KeyValuePair<string, Template>> Headers,
    IReadOnlyList<KeyValuePair<string, Template>> Query,
    Template? Body) : PerformedStep
{
    private const int LongestPlainText = 8_192;

    public OnLostResult WhenLost { get; init; }

    public override OnLostResult OnLostResult => WhenLost;

    public override JsonElement Prepare(Scope scope)
    {
        var address = AddressText(scope);
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("method", Method);
            writer.WriteString("url", address);
            writer.WriteStartObject("headers");
            foreach (var (name, value) in Headers)
                writer.WriteString(name, HeaderText(name, value.Render(scope)));
            writer.WriteEndObject();
            if (Body is not null)
            {
                writer.WritePropertyName("body");
                Body.Write(writer, scope);
            }

            writer.WriteEndObject();
        });
    }

    internal static Uri? Address(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : null;

    // With its secrets hidden, what will be an address need not be one yet.
    private string AddressText(Scope scope)
    {
        var url = Url.Render(scope);
        if (Address(url) is { } address)
            return scope.Secrets.Readable(WithQuery(address, scope));
        return scope.Secrets.AreHidden && url.ValueKind == JsonValueKind.String
            ? scope.Secrets.Readable(string.Join('?', new[] { url.GetString()!, QueryText(scope) }.Where(part => part.Length > 0)))
            : throw new DomainException(Error.Rule(
                "workflows.address_invalid", "The address did not work out to an absolute http or https address."));
    }

    private string WithQuery(Uri address, Scope scope)
    {
        if (Query.Count == 0)
            return address.AbsoluteUri;
        var joined = QueryText(scope);
        return new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{joined}" : joined }.Uri.AbsoluteUri;
    }

    private string QueryText(Scope scope) => string.Join('&', Query.Select(pair =>
        $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(PlainText(pair.Value.Render(scope)))}"));

    private static string HeaderText(string name, JsonElement value)
    {
        var text = PlainText(value);
        return text.All(letter => letter is >= ' ' and <= '~' or '\t')
            ? text
            : throw new DomainException(Error.Rule(
                "workflows.header_invalid", $"The header “{name}” can hold printable ASCII characters only, and no line break."));
    }

    private static string PlainText(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        };
        return text.Length <= LongestPlainText
            ? text
            : throw new DomainException(Error.Rule(
                "workflows.text_too_long", $"A header or a part of the query has at most {LongestPlainText:N0} characters."));
    }
}

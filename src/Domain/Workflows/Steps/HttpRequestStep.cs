using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>httpRequest {method, url, headers?, query?, body?, onLostResult?}</c>. Its prepared input is
/// <c>{"method","url","headers":{name: text},"body"}</c> with an absolute http(s) address; a body that is a text is
/// sent as it is, anything else as JSON. The output is <c>{"status","headers","body"}</c>.
/// </summary>
public sealed class HttpRequestKind : StepKind
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    // These frame the message, or are the engine's promise to the other side; a definition cannot set them.
    private static readonly string[] Reserved =
        ["connection", "content-length", "expect", "host", "idempotency-key", "transfer-encoding", "upgrade"];

    private const int MostPairs = 100;

    public override string Type => "httpRequest";

    public override EffectClass Effect => EffectClass.External;

    public override IReadOnlyList<string> SecretMembers => ["url", "query", "headers", "body"];

    public override CompiledStep Compile(ConfigReader config)
    {
        var method = config.Choice("method", Methods, otherwise: "GET");
        var url = config.Template("url");
        if (url is Template.Literal { Value: var literal } && HttpRequestStep.Address(literal) is null)
            config.Problem("url", "not_allowed", "This must be an absolute http or https address.");
        var headers = config.OptionalTemplates("headers");
        foreach (var (name, _) in headers.Where(header => !IsHeaderName(header.Key)))
            config.Problem("headers." + name, "not_allowed", $"“{name}” cannot be set as a header.");
        var query = config.OptionalTemplates("query");
        foreach (var (name, count) in new[] { ("headers", headers.Count), ("query", query.Count) })
        {
            if (count > MostPairs)
                config.Problem(name, "too_many", $"At most {MostPairs}.");
        }

        var body = config.OptionalTemplate("body");
        if (body is not null && method is "GET" or "HEAD")
            config.Problem("body", "not_allowed", $"A {method} request has no body.");
        var onLostResult = config.Choice("onLostResult", ["retry", "park"], otherwise: "retry");
        return new HttpRequestStep(method, url ?? new Template.Literal(Json.Null), headers, query, body)
        {
            WhenLost = onLostResult == "park" ? OnLostResult.Park : OnLostResult.Retry,
        };
    }

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= 100
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter))
        && !Reserved.Contains(name.ToLowerInvariant());
}

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

using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Conditions;
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

    /// <summary>There with <see cref="OnLostResult.Verify"/>.</summary>
    public HttpLookUp? Verify { get; init; }

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

    public override JsonElement PrepareLookUp(Scope scope) => new HttpRequestStep("GET", Verify!.Url, Verify.Headers, [], Body: null).Prepare(scope);

    public override LookUpFinding Judge(Scope scope, StepResult answer) => answer switch
    {
        StepResult.Succeeded success => Judge(scope, success.Output),
        StepResult.Failed { Error.Code: "http.status_404" or "http.status_410" } => LookUpFinding.NotHappened,
        _ => LookUpFinding.Unknown,
    };

    // A page that asks to sign in is an answer too: what a condition reads must be JSON, and all of it.
    private LookUpFinding Judge(Scope scope, JsonElement answer)
    {
        if (Verify!.When is not { } condition)
            return LookUpFinding.Happened;
        if (answer.GetProperty("body").ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return LookUpFinding.Unknown;
        return condition.Holds(scope.WithAnswer(answer)) ? LookUpFinding.Happened : LookUpFinding.NotHappened;
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

/// <summary>A GET that tells whether a call has happened: 2xx yes, 404 and 410 no, anything else does not tell.</summary>
/// <param name="Url">Where to ask.</param>
/// <param name="Headers">Besides the idempotency key of the call.</param>
/// <param name="When">Of a 2xx with JSON: holds if the call has happened, and otherwise it has not; null where each means that it has.</param>
public sealed record HttpLookUp(Template Url, IReadOnlyList<KeyValuePair<string, Template>> Headers, Condition? When);

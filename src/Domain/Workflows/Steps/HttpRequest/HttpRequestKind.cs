using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>httpRequest {method, url, headers?, query?, body?, onLostResult?}</c>. Its prepared input is
/// <c>{"method","url","headers":{name: text},"body"}</c> with an absolute http(s) address; a body that is a text is
/// sent as it is, anything else as JSON. The output is <c>{"status","headers","body"}</c>.
/// </summary>
public sealed class HttpRequestKind : StepKind
{
    // These frame the message, or are the engine's promise to the other side; a definition cannot set them.
    private static readonly string[] Reserved =
        ["connection", "content-length", "expect", "host", "idempotency-key", "transfer-encoding", "upgrade"];

    private const int MostPairs = 100;

    private static readonly ChoiceMember Method = new("method", "Method",
        [.. new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD" }.Select(method => new StepChoice(method, method))])
    {
        Otherwise = "GET",
    };

    private static readonly TemplateMember Url = new("url", "Address")
    {
        Help = "Begins with https:// and may hold {{ trigger.… }}.",
        MayHoldSecrets = true,
    };

    private static readonly TemplatesMember Query = new("query", "Query", MostPairs)
    {
        Help = "One “name: value” a line, added to the address.",
        Optional = true,
        MayHoldSecrets = true,
    };

    private static readonly TemplatesMember Headers = new("headers", "Headers", MostPairs)
    {
        Help = "One “name: value” a line.",
        Optional = true,
        MayHoldSecrets = true,
    };

    private static readonly TemplateMember Body = new("body", "Body", TemplateShape.Value)
    {
        Help = "JSON or text, with {{ … }} where data goes.",
        Optional = true,
        MayHoldSecrets = true,
    };

    private static readonly ChoiceMember WhenLost = new("onLostResult", "If a crash hides the answer",
        new StepChoice("retry", "Call again with the same idempotency key"), new StepChoice("park", "Stop and ask a person"))
    {
        Otherwise = "retry",
    };

    public override string Type => "httpRequest";

    public override EffectClass Effect => EffectClass.External;

    public override StepCard Card { get; } = new()
    {
        Title = "Call a URL",
        Summary = "Calls another system over HTTP and keeps its answer.",
        Category = StepCategory.Send,
        Icon = "globe",
        Line = "{method} {url}",
        Outcomes = [new(Outcomes.Default, "The answer was 2xx.")],
        Output =
        [
            new("status", "number", "The answer's status, such as 200.") { Sample = "200" },
            new("headers", "object", "The answer's headers, with names in lower case."),
            new("body", "any", "JSON as it is, text as text, anything else in base 64."),
        ],
        Example = """{"method":"POST","url":"https://example.com/hook","headers":{"Authorization":"Bearer {{ secrets.hook_token }}"},"body":{"amount":"{{ trigger.amount.value }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Method, Url, Query, Headers, Body, WhenLost);

    public override CompiledStep Compile(StepConfig config)
    {
        var method = config.Read(Method);
        var url = config.Read(Url);
        if (url is Template.Literal { Value: var literal } && HttpRequestStep.Address(literal) is null)
            config.Problem(Url, "not_allowed", "This must be an absolute http or https address.");
        var headers = config.Read(Headers);
        foreach (var (name, _) in headers.Where(header => !IsHeaderName(header.Key)))
            config.Problem(Headers, "not_allowed", $"“{name}” cannot be set as a header.", "." + name);
        var body = config.Read(Body);
        if (body is not null && method is "GET" or "HEAD")
            config.Problem(Body, "not_allowed", $"A {method} request has no body.");
        return new HttpRequestStep(method, url ?? Template.Nothing, headers, config.Read(Query), body)
        {
            WhenLost = config.Read(WhenLost) == "park" ? OnLostResult.Park : OnLostResult.Retry,
        };
    }

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= 100
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter))
        && !Reserved.Contains(name.ToLowerInvariant());
}

using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>httpRequest {method, url, headers?, query?, body?, onLostResult?, verifyUrl?, verifyHeaders?, verifyWhen?}</c>. Its
/// prepared input is <c>{"method","url","headers":{name: text},"body"}</c> with an absolute http(s) address; a body that is
/// a text is sent as it is, anything else as JSON. The output is <c>{"status","headers","body"}</c>.
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

    private static readonly ChoiceMember WhenLost = new("onLostResult", "If the answer is lost",
        new StepChoice("retry", "Call again with the same idempotency key"),
        new StepChoice("verify", "Ask an address whether it happened"),
        new StepChoice("park", "Stop and ask a person"))
    {
        Otherwise = "retry",
    };

    private static readonly TemplateMember VerifyUrl = new("verifyUrl", "Address that tells whether it happened")
    {
        Help = "Only to ask an address after a crash, by a GET with the same idempotency key: 2xx means that the call happened, and the answer is the step's; "
            + "404 or 410 that it did not, and it is made again. Anything else stops and asks a person.",
        Optional = true,
        MayHoldSecrets = true,
    };

    private static readonly TemplatesMember VerifyHeaders = new("verifyHeaders", "Headers of that question", MostPairs)
    {
        Help = "One “name: value” a line.",
        Optional = true,
        MayHoldSecrets = true,
    };

    private static readonly ConditionMember VerifyWhen = new("verifyWhen", "It happened only if")
    {
        Help = "For an address that answers 2xx either way, with JSON. Fields are answer.body.…, answer.status and answer.headers.….",
        Optional = true,
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

    public override StepSchema Schema { get; } = new(Method, Url, Query, Headers, Body, WhenLost, VerifyUrl, VerifyHeaders, VerifyWhen);

    public override CompiledStep Compile(StepConfig config)
    {
        var method = config.Read(Method);
        var url = config.Read(Url);
        CheckAddress(config, Url, url);
        var headers = config.Read(Headers);
        CheckNames(config, Headers, headers);
        var body = config.Read(Body);
        if (body is not null && method is "GET" or "HEAD")
            config.Problem(Body, "not_allowed", $"A {method} request has no body.");
        var whenLost = config.Read(WhenLost) switch
        {
            "park" => OnLostResult.Park,
            "verify" => OnLostResult.Verify,
            _ => OnLostResult.Retry,
        };
        var lookUp = LookUp(config, whenLost);
        return new HttpRequestStep(method, url ?? Template.Nothing, headers, config.Read(Query), body)
        {
            WhenLost = whenLost,
            Verify = whenLost == OnLostResult.Verify ? lookUp : null,
        };
    }

    private static HttpLookUp LookUp(StepConfig config, OnLostResult whenLost)
    {
        var (url, headers, when) = (config.Read(VerifyUrl), config.Read(VerifyHeaders), config.Read(VerifyWhen));
        if (whenLost == OnLostResult.Verify && url is null)
            config.Problem(VerifyUrl, "required", "Say which address tells whether the call happened.");
        foreach (var member in new StepMember[] { VerifyUrl, VerifyHeaders, VerifyWhen }.Where(member => whenLost != OnLostResult.Verify && config.Has(member)))
            config.Problem(member, "not_allowed", "Nothing is asked unless “onLostResult” is “verify”.");
        CheckAddress(config, VerifyUrl, url);
        CheckNames(config, VerifyHeaders, headers);
        return new HttpLookUp(url ?? Template.Nothing, headers, when);
    }

    private static void CheckAddress(StepConfig config, TemplateMember member, Template? url)
    {
        if (url is Template.Literal { Value: var literal } && HttpRequestStep.Address(literal) is null)
            config.Problem(member, "not_allowed", "This must be an absolute http or https address.");
    }

    private static void CheckNames(StepConfig config, TemplatesMember member, IReadOnlyList<KeyValuePair<string, Template>> headers)
    {
        foreach (var (name, _) in headers.Where(header => !IsHeaderName(header.Key)))
            config.Problem(member, "not_allowed", $"“{name}” cannot be set as a header.", "." + name);
    }

    private static bool IsHeaderName(string name) =>
        name.Length is > 0 and <= 100
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter))
        && !Reserved.Contains(name.ToLowerInvariant());
}

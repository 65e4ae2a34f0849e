using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>respond {status?, headers?, body?}</c>: answers the call that started the execution by a webhook trigger, and goes
/// on. A body that is a text is sent as it is, anything else as JSON. Its output is <c>{"status","headers","body"}</c>;
/// only the first answer counts, and an execution that was started otherwise just records it.
/// </summary>
public sealed class RespondKind : StepKind
{
    private const int MostHeaders = 50;

    // The server's own, and what would let a workflow speak for the site.
    private static readonly string[] Reserved =
    [
        "connection", "content-length", "content-security-policy", "date", "keep-alive", "proxy-authenticate", "server", "set-cookie",
        "strict-transport-security", "trailer", "transfer-encoding", "upgrade", "www-authenticate",
    ];

    private static readonly NumberMember Status = new("status", "Status", 200, 599, 200);

    private static readonly TemplatesMember Headers = new("headers", "Headers", MostHeaders) { Optional = true };

    private static readonly TemplateMember Body = new("body", "Body", TemplateShape.Value) { Optional = true, Help = "A text is sent as it is, anything else as JSON." };

    public override string Type => "respond";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Answer the call",
        Summary = "Answers the call that started the execution by its own address, and goes on.",
        Category = StepCategory.Send,
        Icon = "reply",
        Line = "{status}",
        Outcomes = [new(Steps.Outcomes.Default, "The answer is given.")],
        Output =
        [
            new("status", "number", "Of the answer."), new("headers", "object", "Of the answer."), new("body", "any", "Of the answer."),
        ],
        Example = """{"status":200,"body":{"accepted":"{{ steps.check.output.result }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Status, Headers, Body);

    public override CompiledStep Compile(StepConfig config)
    {
        var headers = config.Read(Headers);
        foreach (var (name, _) in headers.Where(header => !IsHeader(header.Key)))
            config.Problem(Headers, "not_allowed", $"“{name}” cannot be set as a header.", "." + name);
        return new RespondStep(config.Read(Status), headers, config.Read(Body));
    }

    private static bool IsHeader(string name) =>
        name.Length is > 0 and <= 100 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !Reserved.Contains(name.ToLowerInvariant()) && !name.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase);
}

public sealed record RespondStep(int Status, IReadOnlyList<KeyValuePair<string, Template>> Headers, Template? Body) : PureStep
{
    private const int LongestHeader = 8_192;

    public override StepResult Run(Scope scope) => StepResult.Succeed(Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", Status);
        writer.WriteStartObject("headers");
        foreach (var (name, value) in Headers)
            writer.WriteString(name, HeaderText(name, value.Render(scope)));
        writer.WriteEndObject();
        writer.WritePropertyName("body");
        if (Body is null)
            writer.WriteNullValue();
        else
            Body.Write(writer, scope);
        writer.WriteEndObject();
    }));

    private static string HeaderText(string name, JsonElement value) =>
        StepText.Of(value, name, LongestHeader) is var text && text.All(letter => letter is >= ' ' and <= '~' or '\t')
            ? text
            : throw new DomainException(Error.Rule(
                "workflows.header_invalid", $"The header “{name}” can hold printable ASCII characters only, and no line break."));
}

using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>sendSlackMessage {webhook, text, blocks?, onLostResult?}</c>: posts into a channel of Slack through an incoming
/// webhook, whose address is a secret. Its prepared input is <c>{"webhook","message":{"text","blocks"}}</c>, its output
/// <c>{"status": 200}</c>.
/// </summary>
public sealed class SendSlackMessageKind : StepKind
{
    private static readonly TemplateMember Webhook = new("webhook", "Incoming webhook")
    {
        Help = "The address that Slack gave for the channel, kept as a secret: {{ secrets.slack }}.",
        MayHoldSecrets = true,
    };

    private static readonly TemplateMember Text = new("text", "Text", TemplateShape.Paragraphs)
    {
        Help = "Slack's own marks work, such as *bold*; with blocks it is what a notification shows.",
        Max = SendSlackMessageStep.LongestText,
    };

    private static readonly TemplateMember Blocks = new("blocks", "Blocks", TemplateShape.Value)
    {
        Help = "A list in Slack's Block Kit, at most 50, with {{ … }} where data goes.",
        Optional = true,
    };

    private static readonly ChoiceMember WhenLost = new("onLostResult", "If the answer is lost",
        new StepChoice("retry", "Send again; the channel may see it twice"), new StepChoice("park", "Stop and ask a person"))
    {
        Otherwise = "retry",
    };

    public override string Type => "sendSlackMessage";

    public override EffectClass Effect => EffectClass.External;

    public override StepCard Card { get; } = new()
    {
        Title = "Write to Slack",
        Summary = "Posts a message into a channel of Slack.",
        Category = StepCategory.Send,
        Icon = "message-square",
        Line = "{text}",
        Outcomes = [new(Outcomes.Default, "Slack has taken the message.")],
        Output = [new("status", "number", "Slack's answer, 200.")],
        Example = """{"webhook":"{{ secrets.slack }}","text":"{{ trigger.counterparty }} was paid {{ trigger.amount.value }}"}""",
    };

    public override StepSchema Schema { get; } = new(Webhook, Text, Blocks, WhenLost);

    public override CompiledStep Compile(StepConfig config)
    {
        var webhook = config.Read(Webhook);
        if (webhook is Template.Literal { Value: var literal } && !SendSlackMessageStep.IsAddress(literal))
            config.Problem(Webhook, "not_allowed", "This must be an https address.");
        var blocks = config.Read(Blocks);
        if (blocks is Template.Literal { Value.ValueKind: not JsonValueKind.Array } or Template.Object)
            config.Problem(Blocks, "wrong_type", "This must be a list of blocks.");
        return new SendSlackMessageStep(webhook ?? Template.Nothing, config.Read(Text) ?? Template.Nothing, blocks)
        {
            WhenLost = config.Read(WhenLost) == "park" ? OnLostResult.Park : OnLostResult.Retry,
        };
    }
}

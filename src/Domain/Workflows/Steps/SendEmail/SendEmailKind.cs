using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>sendEmail {to, subject, body}</c>: <c>to</c> is an address, several separated by commas, or a list, at most 20;
/// each gets a mail of its own and sees no other address. The body is text; an empty line begins a paragraph. Its
/// prepared input is <c>{"to":[…],"subject","body"}</c>, its output <c>{"to":[…]}</c>, once the mails wait to be sent.
/// </summary>
public sealed class SendEmailKind : StepKind
{
    private static readonly TemplateMember To = new("to", "To", TemplateShape.Value)
    {
        Help = "One address or several with commas between; may hold {{ trigger.… }}. Each gets a mail of its own.",
    };

    private static readonly TemplateMember Subject = new("subject", "Subject") { Max = SendEmailStep.LongestSubject };

    // Not a subject, which every server on the way writes into its log.
    private static readonly TemplateMember Body = new("body", "Text", TemplateShape.Paragraphs)
    {
        Help = "An empty line begins a paragraph; {{ … }} where data goes.",
        Max = SendEmailStep.LongestBody,
        MayHoldSecrets = true,
    };

    public override string Type => "sendEmail";

    public override EffectClass Effect => EffectClass.External;

    public override StepCard Card { get; } = new()
    {
        Title = "Send an e-mail",
        Summary = "Writes plain text to at most 20 addresses, each with a mail of its own.",
        Category = StepCategory.Send,
        Icon = "mail",
        Line = "to {to}: {subject}",
        Outcomes = [new(Outcomes.Default, "The mails wait to be sent.")],
        Output = [new("to", "list", "The addresses.")],
        Example = """{"to":"owner@north.example","subject":"Paid: {{ trigger.amount.value }}","body":"{{ trigger.counterparty }} has been paid."}""",
    };

    public override StepSchema Schema { get; } = new(To, Subject, Body);

    public override CompiledStep Compile(StepConfig config)
    {
        var to = config.Read(To);
        if (to is Template.Literal { Value: var literal } && SendEmailStep.Fault(literal) is { } fault)
            config.Problem(To, "not_allowed", fault);
        return new SendEmailStep(to ?? Template.Nothing, config.Read(Subject) ?? Template.Nothing, config.Read(Body) ?? Template.Nothing);
    }
}

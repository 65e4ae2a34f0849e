using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>sendNotification {to, title, body?, link?}</c>: <c>to</c> is <c>everyone</c>, the key of a role, or a member's
/// e-mail address; <c>link</c> is a page of the organization such as <c>/banking</c>. Its prepared input is
/// <c>{"to","title","body","link"}</c>, its output <c>{"recipients": 2}</c>.
/// </summary>
public sealed class SendNotificationKind : StepKind
{
    private static readonly TemplateMember To = new("to", "To")
    {
        Help = "“everyone”, a role such as “owner”, or a member's e-mail address.",
    };

    private static readonly TemplateMember Title = new("title", "Title") { Max = SendNotificationStep.LongestTitle };

    private static readonly TemplateMember Body = new("body", "Text", TemplateShape.Paragraphs)
    {
        Optional = true,
        Max = SendNotificationStep.LongestBody,
    };

    private static readonly TemplateMember Link = new("link", "Page to open")
    {
        Help = "For example /banking.",
        Optional = true,
        Max = SendNotificationStep.LongestLink,
    };

    public override string Type => "sendNotification";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Notify people",
        Summary = "Tells members of the organization, at the bell.",
        Category = StepCategory.People,
        Icon = "bell",
        Line = "{to}: {title}",
        Outcomes = [new(Outcomes.Default, "They were told.")],
        Output = [new("recipients", "number", "How many people were told.")],
        Example = """{"to":"owner","title":"A large payment","body":"{{ trigger.amount.value }} to {{ trigger.counterparty }}","link":"/banking"}""",
    };

    public override StepSchema Schema { get; } = new(To, Title, Body, Link);

    public override CompiledStep Compile(StepConfig config)
    {
        var link = config.Read(Link);
        if (link is Template.Literal { Value: { ValueKind: JsonValueKind.String } literal } && !SendNotificationStep.IsPage(literal.GetString()!))
            config.Problem(Link, "not_allowed", "This must be a page of the organization such as /banking.");
        return new SendNotificationStep(
            config.Read(To) ?? Template.Nothing,
            config.Read(Title) ?? Template.Nothing,
            config.Read(Body) ?? Template.Nothing,
            link ?? Template.Nothing);
    }
}

using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>template {text}</c>: a long text by Liquid, with loops and conditions. The output is <c>{"text"}</c>.</summary>
public sealed class TemplateKind : StepKind
{
    private static readonly TemplateMember Text = new("text", "Text", TemplateShape.Paragraphs)
    {
        Help = "Liquid: {{ … }} for data, {% for … %} and {% if … %} for lists and choices.",
        Max = TemplateStep.LongestText,
    };

    public override string Type => "template";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Write a text",
        Summary = "Works out a text with data, loops and conditions, for later steps to send.",
        Category = StepCategory.Data,
        Icon = "scroll-text",
        Line = "{text}",
        Output = [new("text", "text", "What it worked out to.")],
        Example = """{"text":"Dear {{ trigger.name }},\n\nyour payment of {{ trigger.amount.value }} {{ trigger.amount.currency }} has arrived."}""",
    };

    public override StepSchema Schema { get; } = new(Text);

    public override CompiledStep Compile(StepConfig config) => new TemplateStep(config.Read(Text) ?? Template.Nothing);
}

public sealed record TemplateStep(Template Text) : PureStep
{
    internal const int LongestText = 1_000_000;

    public override StepResult Run(Scope scope)
    {
        var text = StepText.Of(Text.Render(scope), "text", LongestText);
        return StepResult.Succeed(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }));
    }
}

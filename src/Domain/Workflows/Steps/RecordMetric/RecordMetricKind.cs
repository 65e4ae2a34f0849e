using Financbase.Domain.Monitoring;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>recordMetric {name, value, labels?}</c>: notes a measurement. Its prepared input is
/// <c>{"name","value","labels":{name: text}}</c>, its output <c>{"value"}</c>.
/// </summary>
public sealed class RecordMetricKind : StepKind
{
    private static readonly TextMember Name = new("name", "Name", Metric.LongestName)
    {
        Help = "Lower-case words joined by _ or a dot, such as payments.large.",
    };

    private static readonly TemplateMember Value = new("value", "Value") { Help = "A number." };

    private static readonly TemplatesMember Labels = new("labels", "Labels", Metric.MostLabels)
    {
        Help = "One “name: value” a line, by which the numbers can be told apart.",
        Optional = true,
    };

    public override string Type => "recordMetric";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Note a number",
        Summary = "Keeps a measurement with its moment and its labels.",
        Category = StepCategory.Books,
        Icon = "activity",
        Line = "{name} = {value}",
        Outcomes = [new(Outcomes.Default, "It is kept.")],
        Output = [new("value", "number", "The number.")],
        Example = """{"name":"payments.large","value":"{{ trigger.amount.value }}","labels":{"currency":"{{ trigger.amount.currency }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Name, Value, Labels);

    public override CompiledStep Compile(StepConfig config)
    {
        var name = config.Read(Name);
        if (name.Length > 0 && !Metric.IsName(name))
            config.Problem(Name, "not_allowed", "Use lower-case letters and digits, joined by _ or a dot, beginning with a letter.");
        var value = config.Read(Value);
        var labels = config.Read(Labels);
        foreach (var (label, _) in labels.Where(label => !Metric.IsName(label.Key)))
            config.Problem(Labels, "not_allowed", $"“{label}” cannot be a label: use lower-case letters and digits.", "." + label);
        return new RecordMetricStep(name, value ?? Expressions.Template.Nothing, labels);
    }
}

using Financbase.Web.Pages.Workflows.Outline;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>What a partial of the draft's form draws.</summary>
/// <param name="Prefix">Of the part's field names, e.g. <c>Input.Steps[2]</c>.</param>
/// <param name="Place">As <see cref="DraftEdit"/> names it, e.g. <c>steps:2</c>.</param>
/// <param name="Part">What is in it.</param>
/// <param name="Kind">Its fields.</param>
public sealed record DraftPartView(string Prefix, string Place, PartForm Part, KindForm Kind);

/// <summary>One step of the form; <c>IsOpen</c> shows its fields.</summary>
public sealed record DraftStepView(DraftForm Form, int Index, bool IsOpen)
{
    public StepForm Step => Form.Steps[Index];

    public KindForm Kind => KindForms.Step(Step.Type);

    public Look Look => StepWords.Step(Step.Type);

    public DraftPartView Part => new($"Input.Steps[{Index}]", $"steps:{Index}", Step, Kind);

    /// <summary>Outcomes in the order in which they are offered; an error may be wired by every step.</summary>
    public IEnumerable<string> Ports => Kind.Ports.Append("error");

    /// <summary>Where a wire may lead, by the key that the form knows.</summary>
    public IEnumerable<StepForm> Others => Form.Steps.Where(other => other != Step);
}

/// <summary>A condition in the form, under this field name.</summary>
public sealed record ConditionView(DraftPartView Part, FieldForm Field, ConditionForm Condition)
{
    public string Prefix => $"{Part.Prefix}.Conditions[{Field.Path}]";

    /// <summary>The rules, or an empty one to begin with.</summary>
    public IReadOnlyList<RuleForm> Rules => Condition.Rules is { Count: > 0 } rules ? rules : [new RuleForm()];
}

using Financbase.Web.Pages.Workflows.Outline;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>What a partial of the draft's form draws.</summary>
/// <param name="Prefix">Of the part's field names, e.g. <c>Input.Steps[2]</c>.</param>
/// <param name="Place">As <see cref="DraftEdit"/> names it, e.g. <c>steps:2</c>.</param>
/// <param name="Part">What is in it.</param>
/// <param name="Kind">Its fields.</param>
/// <param name="Others">The other steps, which it may name.</param>
public sealed record DraftPartView(string Prefix, string Place, PartForm Part, KindForm Kind, IReadOnlyList<StepForm> Others);

/// <summary>One step of the form; <c>IsOpen</c> shows its fields.</summary>
public sealed record DraftStepView(DraftForm Form, int Index, bool IsOpen)
{
    public StepForm Step => Form.Steps[Index];

    public KindForm Kind => KindForms.Step(Step.Type);

    public Look Look => StepWords.Step(Step.Type);

    public DraftPartView Part => new($"Input.Steps[{Index}]", $"steps:{Index}", Step, Kind, [.. Others]);

    /// <summary>
    /// Outcomes in the order in which they are offered, with those that the configuration names; an error may be wired by
    /// every step. A wire of an outcome that has gone stays, so that it can be seen and removed.
    /// </summary>
    public IEnumerable<string> Ports => KindForms.OutcomesOf(Step).Append("error")
        .Union(Step.Next.Where(wire => !string.IsNullOrEmpty(wire.Value)).Select(wire => wire.Key));

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

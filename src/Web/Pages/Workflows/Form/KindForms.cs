using Financbase.Domain.Events;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>
/// The forms of every kind of step and trigger. Those of steps are drawn from their schemas; a kind that is not known is
/// edited as JSON.
/// </summary>
public static class KindForms
{
    private static readonly FieldForm Attempts = new("retry.attempts", "Attempts", FieldControl.Number)
    {
        Hint = "How often to try in all, 1 to 20.",
        Optional = true,
    };

    private static readonly FieldForm Pause = new("retry.delay", "Pause before the second attempt", FieldControl.Duration)
    {
        Hint = "For example 1 s; it doubles from then on.",
        Optional = true,
    };

    private static readonly FieldForm Timeout = new("timeout", "Give up an attempt after", FieldControl.Duration)
    {
        Hint = "For example 15 s.",
        Optional = true,
    };

    private static readonly Dictionary<string, KindForm> ByStep =
        StepKinds.BuiltIn.All.Select(FormOf).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    private static readonly Dictionary<string, KindForm> ByTrigger = new KindForm[]
    {
        new("manual", [], []),
        new("event",
        [
            new FieldForm("event", "Event", FieldControl.Choice)
            {
                Options = [.. EventCatalogue.All.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => (type.Name, $"{type.Name}: {type.Summary}"))],
            },
            new FieldForm("filter", "Only if", FieldControl.Condition) { Optional = true },
        ], []),
        new("webhook",
        [
            new FieldForm("verify", "Proof that a call must show", FieldControl.Value)
            {
                Hint = """none, or for example {"scheme":"hmac","header":"X-Signature","secret":"name"}. Who knows the address can call it.""",
                Optional = true,
            },
            new FieldForm("dedupe", "Header that numbers a call", FieldControl.Text)
            {
                Hint = "A repeated number starts nothing. Without it, webhook-id, Idempotency-Key and X-GitHub-Delivery count.",
                Optional = true,
            },
            new FieldForm("correlation", "Header to find runs by", FieldControl.Text)
            {
                Hint = "Such as X-Order-Number. The search of runs finds all that came with the same value.",
                Optional = true,
            },
        ], []),
        new("schedule",
        [
            new FieldForm("cron", "Times", FieldControl.Text) { Hint = "Minute, hour, day of the month, month, day of the week: 0 8 * * 1-5 is 8 o’clock on working days." },
            new FieldForm("timeZone", "Time zone", FieldControl.Text) { Hint = "Such as Europe/Berlin; UTC without it.", Optional = true },
            new FieldForm("misfire", "Times missed while nothing ran", FieldControl.Choice)
            {
                Options = [("once", "Start once for the last of them"), ("skip", "Leave them out"), ("all", "Start for each of them, at most 100")],
            },
        ], []),
    }.ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>In the order of a palette.</summary>
    public static IReadOnlyList<StepKind> Palette { get; } =
        [.. StepKinds.BuiltIn.All.OrderBy(kind => kind.Card.Category).ThenBy(kind => kind.Card.Title, StringComparer.Ordinal)];

    public static IEnumerable<string> StepTypes => ByStep.Keys;

    public static IEnumerable<string> TriggerTypes => ByTrigger.Keys;

    public static KindForm Step(string type) =>
        ByStep.GetValueOrDefault(type) ?? KindForm.Of(type, new FieldForm("config", "Configuration", FieldControl.Value));

    /// <summary>The outcomes of a step as it stands in the form, <c>error</c> not counted.</summary>
    public static IReadOnlyList<string> OutcomesOf(StepForm step) => StepKinds.BuiltIn.Find(step.Type) is { } kind
        ? kind.OutcomesOf(DraftWriter.ConfigOf(step))
        : Step(step.Type).Ports;

    public static KindForm Trigger(string type) => ByTrigger.GetValueOrDefault(type) ?? new KindForm(type, [], []);

    // What may fail for a while may be tried again, and a call can be given up.
    private static KindForm FormOf(StepKind kind) => new(
        kind.Type,
        [
            .. kind.Schema.Members.Select(Field),
            .. kind.Effect is EffectClass.External ? [Attempts, Pause, Timeout] : Array.Empty<FieldForm>(),
        ],
        [.. kind.Card.Outcomes.Select(outcome => outcome.Name)]);

    private static FieldForm Field(StepMember member) => new(
        member.Name.Length == 0 ? "config" : "config." + member.Name, member.Label, ControlOf(member))
    {
        Hint = member.Help,
        Optional = member.Optional,
        Options = member.Type == StepMemberType.Boolean
            ? member.Default == "true" ? [("true", "Yes"), ("false", "No")] : [("false", "No"), ("true", "Yes")]
            : [.. member.Choices.Select(choice => (choice.Value, choice.Word))],
    };

    private static FieldControl ControlOf(StepMember member) => member.Type switch
    {
        StepMemberType.Text => FieldControl.Text,
        StepMemberType.Template => ((TemplateMember)member).Shape switch
        {
            TemplateShape.Line => FieldControl.Text,
            TemplateShape.Paragraphs => FieldControl.Paragraphs,
            TemplateShape.Value => FieldControl.Value,
        },
        StepMemberType.Templates => FieldControl.Lines,
        StepMemberType.Condition => FieldControl.Condition,
        StepMemberType.Path => FieldControl.Path,
        StepMemberType.Duration => FieldControl.Duration,
        StepMemberType.Number => FieldControl.Number,
        StepMemberType.Choice => FieldControl.Choice,
        StepMemberType.Boolean => FieldControl.Flag,
        StepMemberType.Code => FieldControl.Code,
        StepMemberType.StepKey => FieldControl.StepKey,
        StepMemberType.StepKeys => FieldControl.StepKeys,
        StepMemberType.List => FieldControl.Value,
    };
}

using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>approval {role | user, title, details?, form?, timeout?, escalateTo?, escalateAfter?, fourEyes?}</c>: asks a member
/// with that role, or the one with that e-mail address, to decide. With <c>fourEyes</c> nobody decides about a run that
/// they started or caused. Outcomes <c>approved</c>, <c>rejected</c>, <c>timeout</c>. The output is
/// <c>{"decision","decidedBy","comment","form"}</c>.
/// </summary>
public sealed class ApprovalKind : StepKind
{
    private const int MostFields = 20;

    private static readonly TemplateMember Role = new("role", "Ask the role") { Optional = true, Help = "The key of a role, such as owner." };

    private static readonly TemplateMember User = new("user", "or the member") { Optional = true, Help = "A member's e-mail address." };

    private static readonly TemplateMember Title = new("title", "Question") { Max = ApprovalStep.LongestTitle };

    private static readonly TemplateMember Details = new("details", "Details", TemplateShape.Paragraphs) { Optional = true, Max = ApprovalStep.LongestDetails };

    private static readonly DurationMember Timeout = new("timeout", "Wait at most", TimeSpan.FromSeconds(1), Limits.LongestDelay) { Optional = true };

    private static readonly TemplateMember EscalateTo = new("escalateTo", "Then ask also") { Optional = true, Help = "The key of a role, or a member's e-mail address." };

    private static readonly DurationMember EscalateAfter = new("escalateAfter", "after", TimeSpan.FromSeconds(1), Limits.LongestDelay) { Optional = true };

    private static readonly BooleanMember FourEyes = new("fourEyes", "Never whoever started or caused the run", Otherwise: false);

    private static readonly TextMember FieldName = new("name", "Name");
    private static readonly TextMember FieldLabel = new("label", "Label");
    private static readonly ChoiceMember FieldType = new("type", "Type", new("text", "Text"), new("number", "Number"), new("date", "Date"), new("boolean", "Yes or no")) { Otherwise = "text" };
    private static readonly BooleanMember FieldRequired = new("required", "Required", Otherwise: false);

    private static readonly ListMember<ApprovalField> Form = new(
        "form",
        "Ask for",
        MostFields,
        new StepSchema(FieldName, FieldLabel, FieldType, FieldRequired),
        field => new ApprovalField(field.Read(FieldName), field.Read(FieldLabel), field.Read(FieldType), field.Read(FieldRequired)))
    {
        Optional = true,
    };

    public override string Type => "approval";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "Ask for approval",
        Summary = "Asks a role or a member to approve or reject, and waits for the decision.",
        Category = StepCategory.People,
        Icon = "user-check",
        Line = "{title}",
        Outcomes = [new("approved", "It was approved."), new("rejected", "It was rejected."), new("timeout", "Nobody has decided in time.")],
        Output =
        [
            new("decision", "text", "approved, rejected or timeout."),
            new("decidedBy", "object", "Who decided: id and e-mail address."),
            new("comment", "text", "What they wrote."),
            new("form", "object", "What they filled in."),
        ],
        Example = """{"role":"owner","title":"Approve {{ trigger.description }}?","timeout":"P2D"}""",
    };

    public override StepSchema Schema { get; } = new(Role, User, Title, Details, Form, Timeout, EscalateTo, EscalateAfter, FourEyes);

    public override ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => ValueShape.Having(
        ("decision", ValueShape.Plain), ("decidedBy", ValueShape.Having(("id", ValueShape.Plain), ("email", ValueShape.Plain))), ("comment", ValueShape.Plain),
        ("form", ValueShape.Having(((ApprovalStep)step).Form.Select(field => (field.Name, ValueShape.Plain)))));

    public override CompiledStep Compile(StepConfig config)
    {
        var (role, user) = (config.Read(Role), config.Read(User));
        if (role is null == user is null)
            config.Problem(Role, "required", "Name a role or a member, and not both.");
        var (timeout, escalateTo, escalateAfter) = (config.Read(Timeout), config.Read(EscalateTo), config.Read(EscalateAfter));
        if (escalateAfter is null != escalateTo is null)
            config.Problem(EscalateTo, "required", "Whom to ask then, and after what time, go together.");
        if (escalateAfter >= timeout)
            config.Problem(EscalateAfter, "not_allowed", "This must be before the timeout.");
        var form = config.Read(Form);
        foreach (var (at, field) in form.Index().Where(one => form.Take(one.Index).Any(other => other.Name == one.Item.Name)))
            config.Problem(Form, "duplicate_key", $"Two fields are called “{field.Name}”.", $"[{at}].name");
        var nothing = new Template.Literal(Json.Null);
        return new ApprovalStep(user ?? role ?? nothing, config.Read(Title) ?? nothing, config.Read(Details), timeout, escalateTo, escalateAfter, form)
        {
            FourEyes = config.Read(FourEyes),
        };
    }
}

public sealed record ApprovalStep(
    Template Approver, Template Title, Template? Details, TimeSpan? Timeout, Template? EscalateTo, TimeSpan? EscalateAfter, IReadOnlyList<ApprovalField> Form)
    : WaitingStep
{
    /// <summary>Nobody decides who started the run or had a hand in it.</summary>
    public bool FourEyes { get; init; }

    private const int LongestName = 254;
    internal const int LongestTitle = 200;
    internal const int LongestDetails = 2_000;

    private static readonly StepResult TimedOut = StepResult.Succeed(JsonElement.Parse("""{"decision":"timeout"}"""), "timeout");

    private static readonly IReadOnlyList<string> Decisions = ["approved", "rejected", "timeout"];

    public override IReadOnlyList<string> Ports => Decisions;

    public override Wait Begin(Scope scope)
    {
        var request = new ApprovalRequest(
            StepText.Required(Approver.Render(scope), "role or user", LongestName).Trim(),
            StepText.Required(Title.Render(scope), "title", LongestTitle),
            Details is null ? "" : StepText.Of(Details.Render(scope), "details", LongestDetails),
            EscalateTo is null ? null : StepText.Required(EscalateTo.Render(scope), "escalateTo", LongestName).Trim(),
            EscalateAfter,
            Timeout,
            Form)
        {
            FourEyes = FourEyes,
        };
        return new Wait(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("approver", request.Approver);
            writer.WriteString("title", request.Title);
            writer.WriteString("details", request.Details);
            writer.WriteEndObject();
        }))
        { Delay = Timeout, For = new Awaited.Approval(request) };
    }

    public override StepResult Wake(Scope scope) => TimedOut;

    /// <summary>The answer is <c>{"decision":"approved|rejected","decidedBy","comment","form"}</c>.</summary>
    public override StepResult Answer(Scope scope, JsonElement answer) => StepResult.Succeed(answer, answer.GetProperty("decision").GetString()!);
}

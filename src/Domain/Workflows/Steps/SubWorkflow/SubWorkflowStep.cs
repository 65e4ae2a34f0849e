using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>subWorkflow {workflow, input?, timeout?}</c>: starts the published version of another workflow (its id) with this
/// input and waits for its end. Its output is <c>{"executionId","status","output"}</c>; it fails with
/// <c>workflows.sub_failed</c> when the other one fails or is cancelled, with <c>workflows.sub_timeout</c> when the time is over,
/// and with <c>workflows.left_out</c> or <c>workflows.turn_ring</c> where the other one's <c>concurrency</c> does not let it begin.
/// </summary>
public sealed class SubWorkflowKind : StepKind
{
    private static readonly TextMember Workflow = new("workflow", "Workflow") { Help = "The id of a published workflow." };

    private static readonly TemplateMember Input = new("input", "Input", TemplateShape.Value) { Optional = true, Help = "Becomes trigger.* there." };

    private static readonly DurationMember Timeout = new("timeout", "Wait at most", TimeSpan.FromSeconds(1), Limits.LongestDelay) { Optional = true };

    public override string Type => "subWorkflow";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "Run a workflow",
        Summary = "Starts another workflow and waits for its end.",
        Category = StepCategory.Logic,
        Icon = "workflow",
        Line = "{workflow}",
        Outcomes = [new(Outcomes.Default, "It has succeeded.")],
        Output =
        [
            new("executionId", "text", "Of its execution."), new("status", "text", "How it ended."), new("output", "any", "What it left."),
        ],
        Example = """{"workflow":"019aa000-0000-7000-8000-000000000001","input":{"invoice":"{{ trigger.id }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Workflow, Input, Timeout);

    // Where it failed, also why.
    public override ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => ValueShape.Having(
        ("executionId", ValueShape.Plain), ("status", ValueShape.Plain), ("output", ValueShape.Anything), ("error", ValueShape.Anything));

    public override CompiledStep Compile(StepConfig config)
    {
        var text = config.Read(Workflow);
        if (!Guid.TryParse(text, out var id) && text.Length > 0)
            config.Problem(Workflow, "not_allowed", "This must be the id of a workflow.");
        return new SubWorkflowStep(new WorkflowId(id), config.Read(Input), config.Read(Timeout));
    }
}

public sealed record SubWorkflowStep(WorkflowId Workflow, Template? Input, TimeSpan? Timeout) : WaitingStep
{
    /// <summary>The status of an answer about a workflow that was not let begin.</summary>
    public const string Refused = "refused";

    public override IReadOnlyList<string> Permissions => [Access.Permissions.Workflows.Execute];

    public override Wait Begin(Scope scope)
    {
        var input = Input?.Render(scope) ?? Json.EmptyObject;
        return new Wait(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("workflow", Workflow.Value);
            writer.WritePropertyName("input");
            input.WriteTo(writer);
            writer.WriteEndObject();
        }))
        { Delay = Timeout, For = new Awaited.Execution(Workflow, input) };
    }

    // Not tried again: the first one goes on, and a second one beside it would do the same once more.
    public override StepResult Wake(Scope scope) =>
        StepResult.Fail(ErrorClass.Refused, "workflows.sub_timeout", "The other workflow did not end in time; it goes on by itself.");

    /// <summary>
    /// The answer is <c>{"executionId"?,"status","output"?,"error"?:{"code","message"}}</c>; with the status <c>refused</c> the
    /// error is the step's own.
    /// </summary>
    public override StepResult Answer(Scope scope, JsonElement answer) => answer.GetProperty("status").GetString() switch
    {
        "succeeded" => StepResult.Succeed(Json.Build(answer.WriteTo)),
        Refused => new StepResult.Failed(new StepError(ErrorClass.Refused, ErrorOf(answer, "code"), ErrorOf(answer, "message")), Output: WithoutOutput(answer)),
        _ => new StepResult.Failed(new StepError(ErrorClass.Refused, "workflows.sub_failed", Told(answer)), Output: WithoutOutput(answer)),
    };

    private static string ErrorOf(JsonElement answer, string member) => answer.GetProperty("error").GetProperty(member).GetString()!;

    // What it left before it failed may be as large and as deep as a value may be, before this wraps it.
    private static JsonElement WithoutOutput(JsonElement answer) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        foreach (var member in answer.EnumerateObject().Where(member => member.Name != "output"))
            member.WriteTo(writer);
        writer.WriteEndObject();
    });

    private static string Told(JsonElement answer) =>
        answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message)
            ? $"The other workflow ended as {answer.GetProperty("status").GetString()}: {message.GetString()}"
            : $"The other workflow ended as {answer.GetProperty("status").GetString()}.";
}

using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>stop {outcome?, message?, output?}</c>: ends the whole execution as <c>succeeded</c> (with this output) or as
/// <c>failed</c> (with this message), whatever its other branches are doing.
/// </summary>
public sealed class StopKind : StepKind
{
    private static readonly ChoiceMember Outcome = new("outcome", "End as", new("succeeded", "succeeded"), new("failed", "failed")) { Otherwise = "succeeded" };

    private static readonly TemplateMember Message = new("message", "Because") { Optional = true, Max = StopStep.LongestMessage, Help = "Why it has failed." };

    private static readonly TemplateMember Result = new("output", "With the output", TemplateShape.Value) { Optional = true, Help = "Of an execution that succeeds." };

    public override string Type => "stop";

    public override EffectClass Effect => EffectClass.End;

    public override StepCard Card { get; } = new()
    {
        Title = "Stop",
        Summary = "Ends the whole execution as succeeded or as failed, whatever its other branches are doing.",
        Category = StepCategory.Logic,
        Icon = "octagon-x",
        Line = "as {outcome} {message}",
        Outcomes = [],
        Example = """{"outcome":"failed","message":"The amount of {{ trigger.id }} is missing."}""",
    };

    public override StepSchema Schema { get; } = new(Outcome, Message, Result);

    public override CompiledStep Compile(StepConfig config)
    {
        var fails = config.Read(Outcome) == "failed";
        var (message, output) = (config.Read(Message), config.Read(Result));
        if (fails && message is null)
            config.Problem(Message, "required", "Say why the execution fails.");
        else if (!fails && message is not null)
            config.Problem(Message, "not_allowed", "Only a failed execution has a message.");
        if (fails && output is not null)
            config.Problem(Result, "not_allowed", "Only an execution that succeeds has an output.");
        return new StopStep(fails, message, output);
    }
}

public sealed record StopStep(bool Fails, Template? Message, Template? Output) : PureStep
{
    internal const int LongestMessage = 500;

    public override IReadOnlyList<string> Ports => [];

    public override StepResult Run(Scope scope) => Fails
        ? new StepResult.Stopped(default, new StepError(
            ErrorClass.Refused, "workflows.stopped", StepText.Required((Message ?? new Template.Literal(Json.Null)).Render(scope), "message", LongestMessage)))
        : new StepResult.Stopped(Output?.Render(scope) ?? Json.EmptyObject);
}

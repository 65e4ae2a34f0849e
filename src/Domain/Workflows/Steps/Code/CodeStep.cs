using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>code {code, input?}</c>: a function's body in JavaScript. The output is what it returns.</summary>
public sealed class CodeKind : StepKind
{
    private const int LongestCode = 20_000;

    private static readonly CodeMember Code = new("code", "JavaScript", LongestCode)
    {
        Help = "The body of a function: it reads “input” and returns the output. It has no clock, no chance and no network.",
    };

    private static readonly TemplateMember Input = new("input", "Input", TemplateShape.Value)
    {
        Help = "What the program reads, such as {\"lines\": \"{{ trigger.lines }}\"}.",
        Optional = true,
    };

    public override string Type => "code";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Run code",
        Summary = "Works a value out with a small JavaScript program that reaches nothing but its input.",
        Category = StepCategory.Data,
        Icon = "code",
        Line = "{code}",
        Output = [new("<name>", "any", "What the program returns, whatever it is.")],
        Example = """{"input":{"lines":"{{ trigger.lines }}"},"code":"const sum = input.lines.reduce((total, line) => total + Number(line.amount.value), 0);\nreturn { sum };"}""",
    };

    public override StepSchema Schema { get; } = new(Input, Code);

    public override CompiledStep Compile(StepConfig config) => new CodeStep(config.Read(Code), config.Read(Input) ?? Template.Nothing);
}

/// <param name="Script">Null only in a definition that is refused.</param>
/// <param name="Input">What it reads.</param>
public sealed record CodeStep(IScript? Script, Template Input) : PureStep
{
    public override StepResult Run(Scope scope) => StepResult.Succeed(Script!.Run(Input.Render(scope), scope.Now));
}

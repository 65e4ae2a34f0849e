using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>transform {"set":{name: value or template}}</c>: its output is the object that results.</summary>
public sealed class TransformKind : StepKind
{
    public override string Type => "transform";

    public override EffectClass Effect => EffectClass.Pure;

    public override CompiledStep Compile(ConfigReader config)
    {
        var members = config.Templates("set");
        if (members.Count == 0 && config.Has("set"))
            config.Problem("set", "required", "Set at least one value.");
        return new TransformStep(new Template.Object(members));
    }
}

public sealed record TransformStep(Template Set) : PureStep
{
    public override StepResult Run(Scope scope) => StepResult.Succeed(Set.Render(scope));
}

using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A condition over an event to come: read as one, and kept as a text whose values are worked out when the wait begins.</summary>
internal sealed record EventFilterMember(string Name, string Label) : StepMember<Template?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Condition;

    internal override Template? Read(ConfigReader config)
    {
        config.OptionalCondition(Name);
        return config.OptionalTemplate(Name);
    }
}

namespace Financbase.Domain.Workflows.Steps;

/// <summary>The members that a kind's configuration may have, in the order in which a form shows them.</summary>
public sealed class StepSchema(params StepMember[] members)
{
    public IReadOnlyList<StepMember> Members => members;

    /// <summary>The names of the members of which this is true.</summary>
    public IReadOnlyList<string> NamesOf(Func<StepMember, bool> those) => [.. members.Where(those).Select(member => member.Name)];
}

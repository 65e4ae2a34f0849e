namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// When a step with several incoming wires runs. A wire is decided once it has carried a live or a skipped token;
/// every wire is decided exactly once, so no rule can wait for ever.
/// </summary>
/// <param name="LiveNeeded">Live tokens that start the step at once; null waits until every wire is decided.</param>
public readonly record struct JoinRule(int? LiveNeeded)
{
    /// <summary>Runs when every wire is decided and at least one is live.</summary>
    public static JoinRule AllDecided { get; } = new(null);

    /// <summary>Runs at the first live token; later ones are absorbed.</summary>
    public static JoinRule First { get; } = new(1);

    /// <summary>What the tokens that have arrived so far mean: run, skip, or (null) wait on.</summary>
    public bool? Decide(int wires, int live, int skipped) => LiveNeeded switch
    {
        null => live + skipped < wires ? null : live > 0,
        { } needed when live >= needed => true,
        { } needed => wires - skipped < needed ? false : null,
    };
}

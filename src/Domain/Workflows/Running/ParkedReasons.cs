namespace Financbase.Domain.Workflows.Running;

/// <summary>Why an execution waits for a person.</summary>
public static class ParkedReasons
{
    /// <summary>A call was under way when the process stopped.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>It failed the engine itself too often.</summary>
    public const string Poison = "poison";

    /// <summary>The rights that its version was published with were taken away.</summary>
    public const string AuthorityLost = "authority_lost";
}

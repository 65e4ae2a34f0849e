namespace Financbase.Domain.Workflows.Steps;

/// <summary>What running a step does to the world, and so what the engine must guarantee around it.</summary>
public enum EffectClass
{
    /// <summary>Nothing: run in memory, run again after a crash unobserved.</summary>
    Pure,

    /// <summary>Reads the organization's data; the output is recorded, so a later step sees what was read.</summary>
    Read,

    /// <summary>Changes the database: effect and checkpoint are one transaction.</summary>
    Database,

    /// <summary>Calls the outside: intent committed, then the call with an idempotency key, then the result.</summary>
    External,

    /// <summary>Waits as a row, not as a thread.</summary>
    Waiting,

    /// <summary>Ends the execution.</summary>
    End,
}

namespace Financbase.Domain.Workflows;

/// <summary>What bounds an organization's executions, so that one cannot take the others' room.</summary>
public enum Quota
{
    /// <summary>Executions that begin within a day (UTC).</summary>
    ExecutionsPerDay,

    /// <summary>Executions that have not ended: queued, running, waiting or parked.</summary>
    Unfinished,
}

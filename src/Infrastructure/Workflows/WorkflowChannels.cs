namespace Financbase.Infrastructure.Workflows;

/// <summary>Wake-up channels of the engine's loops.</summary>
internal static class WorkflowChannels
{
    public const string Ready = "workflows.ready";

    /// <summary>Something was added to a history.</summary>
    public const string History = "workflows.history";

    /// <summary>Executions may be marked to leave their place.</summary>
    public const string Departures = "workflows.departures";

    public const string Timers = "workflows.timers";
}

namespace Financbase.Infrastructure.Workflows;

/// <summary>Wake-up channels of the engine's loops.</summary>
internal static class WorkflowChannels
{
    public const string Ready = "workflows.ready";
    public const string Timers = "workflows.timers";
}

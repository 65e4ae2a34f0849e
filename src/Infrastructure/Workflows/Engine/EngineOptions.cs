namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Configuration section <c>Workflows</c>.</summary>
public sealed class EngineOptions
{
    public const string Section = "Workflows";

    /// <summary>Executions that one process works on at a time; calls that it waits for count.</summary>
    public int Slots { get; init; } = 512;

    /// <summary>Of these, how many one organization may hold here, whatever it holds in other processes; a quarter, if nothing else is said.</summary>
    public int SlotsPerOrganization { get => field > 0 ? field : Math.Max(1, Slots / 4); init; }

    /// <summary>How often a process tells that it lives.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A process not heard of for so long has lost its leases.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stopping process lets calls end before it hands them back.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>History of executions that have ended is dropped when it is older, week by week.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Claims without a checkpoint between them before an execution is parked as poison.</summary>
    public int MaxAttempts { get; init; } = 10;
}

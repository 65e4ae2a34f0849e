namespace Financbase.Domain.Workflows.Running;

public enum ExecutionStatus
{
    Queued,
    Running,
    Waiting,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>Stopped until a person decides: an outcome is unknown, or it has failed the engine itself too often.</summary>
    Parked,
}

public enum StepStatus
{
    Pending,
    Running,
    Waiting,
    Succeeded,
    Failed,
    Skipped,
    Cancelled,
    Parked,
}

public static class StatusRules
{
    /// <summary>Nothing will happen any more.</summary>
    public static bool IsFinal(this ExecutionStatus status) =>
        status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Cancelled;
}

namespace Financbase.Domain.Workflows;

/// <summary>What a definition and its data may grow to. Beyond, publishing or the step fails with a clear error.</summary>
public static class Limits
{
    public const int Steps = 500;
    public const int Triggers = 10;

    /// <summary>Times of a schedule that are made up for after a standstill.</summary>
    public const int MissedTimes = 100;

    /// <summary>Items of one loop.</summary>
    public const int LoopItems = 10_000;

    /// <summary>Iterations of one loop that may be under way at once.</summary>
    public const int LoopConcurrency = 50;

    /// <summary>Steps that one execution may start, iterations counted apart.</summary>
    public const int StepsPerExecution = 10_000;

    /// <summary>Processes that may die during one call before a person has to look at it.</summary>
    public const int LostCalls = 10;

    /// <summary>Executions that may start one another by <c>subWorkflow</c>.</summary>
    public const int ExecutionDepth = 5;

    public const int Templates = 2_000;
    public const int ConditionDepth = 10;

    /// <summary>Levels of a value that a workflow makes; what comes from outside has less (<see cref="SharedKernel.ForeignJson"/>).</summary>
    public const int JsonDepth = 64;

    /// <summary>What people find related executions by.</summary>
    public const int CorrelationLength = 200;

    public const int NameLength = 120;
    public const int DescriptionLength = 2_000;
    public const int TextLength = 100_000;

    /// <summary>Bytes of UTF-8: a definition, an input, a step's output.</summary>
    public const int PayloadBytes = 5 * 1024 * 1024;

    /// <summary>What the steps of one execution may record in all: each worker and each look at it holds as much.</summary>
    public const int HistoryBytes = 20 * 1024 * 1024;

    /// <summary>The longest delay and retry delay: rows, which cost nothing while they wait.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(366);

    /// <summary>The longest timeout of a step, whose call occupies a worker until it ends.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Executions that are repeated at once, by one bulk replay.</summary>
    public const int Replays = 10_000;

    /// <summary>Members to whom one approval is handed.</summary>
    public const int Delegates = 20;
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public static class WorkflowsErrors
{
    public static Error PayloadTooLarge { get; } = new(
        "workflows.payload_too_large", $"A workflow and its data hold at most {Limits.PayloadBytes / (1024 * 1024)} MB.", ErrorKind.TooLarge);

    public static Error NestedTooDeep { get; } = Error.Rule(
        "workflows.nested_too_deep", $"A value of a workflow is nested at most {Limits.JsonDepth} levels deep.");

    public static Error HistoryTooLarge { get; } = Error.Rule(
        "workflows.history_too_large",
        $"The inputs and outputs of an execution's steps hold at most {Limits.HistoryBytes / (1024 * 1024)} MB in all.");

    public static Error TooManySteps { get; } = Error.Rule(
        "workflows.too_many_steps", $"An execution runs at most {Limits.StepsPerExecution:N0} steps, iterations counted apart.");

    public static Error TooManyLevels { get; } = Error.Rule(
        "workflows.too_many_levels", $"Workflows start one another at most {Limits.ExecutionDepth} levels deep.");

    public static Error NotFailed { get; } = Error.Conflict(
        "workflows.not_failed", "This execution has not failed at a step that could be tried again.");

    public static Error WasUndone { get; } = Error.Conflict(
        "workflows.was_undone", "What this execution had done was undone when it failed; start it again from the beginning.");

    public static Error StepNotRun(string key) => Error.Conflict(
        "workflows.step_not_run", $"The step “{key}” had not begun in this execution outside loops, or the version has no such step.");

    public static Error StillRunning { get; } = Error.Conflict(
        "workflows.still_running", "This execution has not ended yet.");

    public static Error LeftOut { get; } = Error.Conflict(
        "workflows.left_out", "As many executions of this workflow are under way as it allows, and it leaves out what is too many.");

    public static Error TurnRing { get; } = Error.Conflict(
        "workflows.turn_ring", "It would wait for its turn behind executions that, by others, wait for the end of this one.");

    public static Error TooManyFollowers { get; } = new(
        "workflows.too_many_followers", "As many executions are followed live as may be. Try again later.", ErrorKind.RateLimited)
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    public const string QuotaReachedCode = "workflows.quota_reached";

    public static Error QuotaReached(Quota quota, long limit, TimeSpan comeBackAfter) => new(
        QuotaReachedCode,
        quota == Quota.Unfinished
            ? $"This organization has {limit} executions that have not ended, as many as it may. Cancel some, or wait until some have ended."
            : $"{limit} executions of this organization began today, as many as may begin within a day (UTC).",
        ErrorKind.RateLimited)
    {
        RetryAfter = comeBackAfter,
    };

    public static Error NotParked { get; } = Error.Conflict(
        "workflows.not_parked", "The outcome of this step is not unknown.");

    public static Error NotCalledAgain { get; } = Error.Conflict(
        "workflows.not_called_again",
        "What this call belongs to has failed meanwhile, so it is not made again. Say whether it happened; what did is undone if the run fails.");

    public static Error NotSetAside { get; } = Error.Conflict(
        "workflows.not_set_aside", "This execution was not set aside as a whole. Where one of its steps waits for a person, resolve that step.");

    /// <param name="key">Of a step that ran.</param>
    public static Error OtherVersion(string key) => Error.Conflict(
        "workflows.other_version", $"The step “{key}” ran, and the other version has no such step of this kind. Try it again on the version that it had, or from the start.");

    public static Error FailedInLoop { get; } = Error.Conflict(
        "workflows.other_version", "It failed inside a loop, which goes on only on the version that it had. For another version choose a step before the loop, or the start.");

    public static Error RepeatedAlready { get; } = Error.Conflict(
        "workflows.repeated_already", "What failed here is being tried again already, or has succeeded since.");

    public static Error NothingToReplay { get; } = Error.Rule(
        "workflows.nothing_to_replay", "No execution that has ended matches. One that was run again already is left to its last repetition.");

    public static Error TooManyToReplay { get; } = Error.Rule(
        "workflows.too_many_to_replay", $"More than {Limits.Replays:N0} executions match, and so many are run again at once: narrow the filter.");

    /// <summary>Somebody was faster, or the time was over.</summary>
    public static Error ApprovalClosed(ApprovalStatus status) => Error.Conflict("workflows.approval_closed", status switch
    {
        ApprovalStatus.Approved => "This was approved already.",
        ApprovalStatus.Rejected => "This was rejected already.",
        ApprovalStatus.Expired => "The time to decide this is over.",
        _ => "This is not asked any more: the run has ended or gone on.",
    });

    public static Error NotAsked { get; } = new(
        "workflows.not_asked", "This is for somebody else to decide. They can hand it to you.", ErrorKind.Forbidden);

    public static Error TooManyDelegates { get; } = Error.Rule(
        "workflows.too_many_delegates", $"An approval is handed to at most {Limits.Delegates} members.");

    public static Error NotAList { get; } = Error.Rule(
        "workflows.not_a_list", "What the loop should go through did not work out to a list.");

    public static Error TooManyItems { get; } = Error.Rule(
        "workflows.too_many_items", $"A loop goes through at most {Limits.LoopItems:N0} items.");

    public static Error OutOfTime { get; } = Error.Rule(
        "workflows.execution_timeout", "The execution took longer than the workflow allows.");

    public static Error AuthorityRevoked { get; } = Error.Conflict(
        "workflows.authority_revoked", "The rights of this version were taken away already; publish the workflow again to give it new ones.");

    public static Error NotPublished { get; } = Error.Conflict(
        "workflows.not_published", "This workflow has no published version to run.");

    public static Error Paused { get; } = Error.Conflict(
        "workflows.paused", "This workflow is paused; resume it first.");

    public static Error Archived { get; } = Error.Conflict(
        "workflows.archived", "This workflow is archived and can no longer be changed or run.");

    public static Error NotPaused { get; } = Error.Conflict(
        "workflows.not_paused", "This workflow is not paused.");

    public static Error DraftChanged { get; } = new(
        "workflows.draft_changed",
        "Somebody else has changed this workflow meanwhile; load it again and repeat your change.",
        ErrorKind.PreconditionFailed);

    public static Error NothingToPublish { get; } = Error.Conflict(
        "workflows.nothing_to_publish", "The draft is the same as the published version.");

    public static Error ExecutionEnded { get; } = Error.Conflict(
        "workflows.execution_ended", "This execution has ended already.");

    public static Error PatternTooSlow { get; } = Error.Rule(
        "workflows.pattern_too_slow", "The pattern took too long on this text.");

    /// <param name="fields">JSON path → what stands against publishing there.</param>
    public static Error NotPublishable(IReadOnlyDictionary<string, string[]> fields) => new(
        "workflows.not_publishable", "The draft cannot be published as it is.", ErrorKind.Validation, fields);

    public static Error NotImportable(string why) => Error.Rule("workflows.not_importable", why);

    public static Error TemplateFailed(string why) => Error.Rule("workflows.template_failed", why);
}

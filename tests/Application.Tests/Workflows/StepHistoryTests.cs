using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Tests.Workflows;

public sealed class StepHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly VersionStep[] Steps = [new("a", "httpRequest", "Call"), new("b", "delay", null)];

    [Test]
    public void An_intent_and_its_result_are_one_step()
    {
        var told = Tell(ExecutionStatus.Succeeded,
            Row("a", 1, StepStatus.Running, 0, input: """{"url":"u"}"""), Row("a", 1, StepStatus.Succeeded, 2, output: """{"status":200}"""));

        (told[0].Status, told[0].Attempt, told[0].StartedAt, told[0].FinishedAt, told[0].DurationMs)
            .ShouldBe((StepStatus.Succeeded, 1, Noon, Noon.AddSeconds(2), 2000));
        told[0].Input!.Value.GetRawText().ShouldBe("""{"url":"u"}""");
        told[0].Output!.Value.GetRawText().ShouldBe("""{"status":200}""");
    }

    [Test]
    public void A_step_in_memory_began_before_its_row_was_written() =>
        Tell(ExecutionStatus.Succeeded, Row("a", 1, StepStatus.Succeeded, 1, ms: 400))[0].StartedAt.ShouldBe(Noon.AddSeconds(0.6));

    [Test]
    public void A_failed_attempt_that_will_be_repeated_is_waiting_for_the_next()
    {
        var token = new Token("a", Attempt: 2, Status: StepStatus.Waiting, IsRetry: true);
        var state = ExecutionState.New with { Tokens = [token], Steps = ExecutionState.New.Steps.Add("a", new(StepStatus.Waiting, 0, 0)) };

        var told = StepHistory.Tell(
            Steps, [Row("a", 1, StepStatus.Running, 0), Row("a", 1, StepStatus.Failed, 1, error: """{"class":"server"}""")], state, ExecutionStatus.Waiting)[0];

        (told.Status, told.Attempt).ShouldBe((StepStatus.Waiting, 2));
        told.Error.ShouldNotBeNull();
    }

    [TestCase(ExecutionStatus.Running, StepStatus.Pending)]
    [TestCase(ExecutionStatus.Waiting, StepStatus.Pending)]
    [TestCase(ExecutionStatus.Succeeded, StepStatus.Skipped)]
    [TestCase(ExecutionStatus.Failed, StepStatus.Skipped)]
    public void A_step_without_rows_has_not_begun_or_was_skipped(ExecutionStatus execution, StepStatus step) =>
        Tell(execution, Row("a", 1, StepStatus.Succeeded, 0))[1].ShouldBeEquivalentTo(
            new ExecutionStep("b", "", "delay", null, step, 0, null, null, null, null, null, null, []));

    [TestCase(StepStatus.Running)]
    [TestCase(StepStatus.Waiting)]
    [TestCase(StepStatus.Parked)]
    public void What_was_under_way_at_the_end_was_cancelled(StepStatus last) =>
        Tell(ExecutionStatus.Cancelled, Row("a", 1, last, 0))[0].Status.ShouldBe(StepStatus.Cancelled);

    private static IReadOnlyList<ExecutionStep> Tell(ExecutionStatus execution, params StepHistoryRow[] rows) =>
        StepHistory.Tell(Steps, rows, state: null, execution);

    private static StepHistoryRow Row(
        string step, int attempt, StepStatus status, int second, string? input = null, string? output = null, string? error = null, double? ms = null) =>
        new(step, "", attempt, status, Json(input), Json(output), Json(error), ms, Noon.AddSeconds(second));

    private static JsonElement? Json(string? json) => json is null ? null : JsonElement.Parse(json);
}

using Financbase.Domain.Tests.Workflows.Play;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>Random acyclic workflows with loops, random interleaving, against <see cref="Reference"/>. The seed is in the message.</summary>
public sealed class InterpreterPropertyTests
{
    private const int Runs = 3_000;

    private static readonly WorkflowLanguage Language = Given.LanguageOf(Play.Play.Kinds);

    [Test]
    public void Every_execution_ends_as_the_reference_says_whatever_the_order_of_answers() =>
        ForEachSeed(crashes: false, (run, reference, state) =>
        {
            state.Status.ShouldBe(reference.Fails ? ExecutionStatus.Failed : ExecutionStatus.Succeeded);
            if (!reference.Fails)
                foreach (var (address, status) in reference.Steps.Where(step => !step.Key.Contains('[')))
                    state.Trace(address).Status.ShouldBe(status, address);
            if (!reference.Fails && state.Undo.IsEmpty)
                state.Steps.Keys.ShouldAllBe(address => !address.Contains('['));
            run.Finishes.ShouldBe(1);
        });

    [Test]
    public void A_step_succeeds_at_most_once_and_only_if_the_reference_runs_it() =>
        ForEachSeed(crashes: false, (run, reference, _) =>
        {
            var succeeded = run.History.Where(record => record.Status == StepStatus.Succeeded).Select(record => record.Token.Address).ToList();
            succeeded.ShouldBeUnique();
            foreach (var key in succeeded)
                reference.Steps.GetValueOrDefault(key, StepStatus.Succeeded).ShouldBe(StepStatus.Succeeded, key);
        });

    [Test]
    public void Each_attempt_of_a_step_ends_once_and_attempts_count_up_from_one() =>
        ForEachSeed(crashes: false, (run, _, _) =>
        {
            foreach (var step in run.History.Where(record => record.Status is StepStatus.Succeeded or StepStatus.Failed).GroupBy(record => record.Token.Address))
                step.Select(record => record.Token.Attempt).ShouldBe(Enumerable.Range(1, step.Count()), step.Key);
        });

    [Test]
    public void Crashes_between_checkpoints_lose_nothing_and_repeat_no_finished_step() =>
        ForEachSeed(crashes: true, (run, _, state) =>
        {
            state.Ended.ShouldNotBeNull();
            run.Finishes.ShouldBe(1);
            run.History.Where(record => record.Status == StepStatus.Succeeded).Select(record => record.Token.Address).ShouldBeUnique();
            TellsWhatWasCutOff(run, state);
            if (state.Ended == ExecutionStatus.Succeeded)
                state.Steps.Where(step => !step.Key.Contains('[')).Select(step => step.Value.Status).ShouldAllBe(
                    status => status == StepStatus.Succeeded || status == StepStatus.Failed || status == StepStatus.Skipped);
        });

    [Test]
    public void A_call_that_asks_after_a_crash_has_its_effect_once_although_the_other_side_knows_no_key()
    {
        var effects = 0;
        ForEachSeed(crashes: true, (run, _, _) =>
        {
            run.Effects.Values.ShouldAllBe(times => times == 1);
            effects += run.Effects.Count;
        });
        effects.ShouldBeGreaterThan(Runs / 3);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_was_done_is_undone_once_last_first_if_the_execution_fails_and_nothing_is_done_beside_it(bool crashes)
    {
        var (undone, late, parked) = (0, 0, 0);
        ForEachSeed(crashes, hurries: true, (run, _, state) =>
        {
            run.Wrongs.ShouldBeEmpty();
            run.Effects.Values.ShouldAllBe(times => times == 1);
            var undoes = run.History.Where(record => record.Status == StepStatus.Succeeded && record.Token.Step.EndsWith(RandomWorkflow.Undoes, StringComparison.Ordinal))
                .Select(record => record.Token.Address).ToList();
            undoes.ShouldBeUnique();
            if (state.Ended == ExecutionStatus.Succeeded)
                undoes.ShouldBeEmpty();
            var succeeded = run.History.Where(record => record.Status == StepStatus.Succeeded).Select(record => record.Token.Address).ToList();
            if (state.Ended == ExecutionStatus.Failed)
            {
                undoes.ShouldBe(run.Deeds.Where(address => run.HasUndo(address)).Select(address => address + RandomWorkflow.Undoes), ignoreOrder: true);
                undoes.ShouldBe(succeeded.Where(run.HasUndo).Reverse().Select(address => address + RandomWorkflow.Undoes));
                late += run.Late;
            }

            TellsWhatWasCutOff(run, state);
            undone += undoes.Count;
            parked += run.Parked;
        });
        undone.ShouldBeGreaterThan(Runs / 10);
        late.ShouldBeGreaterThan(Runs / 100);
        if (crashes)
            parked.ShouldBeGreaterThan(Runs / 100);
    }

    /// <summary>The history of whatever had begun and was ended with its branch says so.</summary>
    private static void TellsWhatWasCutOff(Simulation run, ExecutionState state)
    {
        foreach (var step in run.History.GroupBy(record => record.Token.Address).Where(step => state.Trace(step.Key).Status == StepStatus.Cancelled))
            step.Last().Status.ShouldBe(StepStatus.Cancelled, step.Key);
    }

    private static void ForEachSeed(bool crashes, Action<Simulation, Reference, ExecutionState> check) => ForEachSeed(crashes, hurries: false, check);

    private static void ForEachSeed(bool crashes, bool hurries, Action<Simulation, Reference, ExecutionState> check)
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var json = RandomWorkflow.Create(random);
            try
            {
                var definition = WorkflowDefinition.Parse(json, Language).Definition.ShouldNotBeNull();
                GraphCheck.Of(definition, Language).ShouldBeEmpty();
                var run = new Simulation(WorkflowPlan.Of(definition), random, crashes, hurries);
                check(run, Reference.Of(definition), run.Run());
            }
            catch (ShouldAssertException wrong)
            {
                throw new ShouldAssertException($"Seed {seed}: {wrong.Message}\n{json}");
            }
        }
    }
}

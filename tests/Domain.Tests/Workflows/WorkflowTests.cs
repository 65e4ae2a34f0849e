using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Tests.Workflows;

public sealed class WorkflowTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly WorkflowDefinition First = Given.Definition("""
        {"name":"Tell","triggers":[{"type":"manual"},{"type":"event","event":"invoice.paid"}],
         "steps":[{"key":"a","type":"delay","name":"Rest","config":{"duration":"PT1S"},"next":{"default":"b"}},{"key":"b","type":"delay","config":{"duration":"PT1S"}}]}
        """);

    private static readonly WorkflowDefinition Second = First with { Name = "Tell all" };

    [Test]
    public void A_new_workflow_is_a_draft_that_cannot_run()
    {
        var workflow = Create();

        workflow.Status.ShouldBe(WorkflowStatus.Draft);
        workflow.Revision.ShouldBe(1);
        workflow.Draft.ShouldBe(First.ToJson());
        workflow.TakeEvents().ShouldBe([new WorkflowCreated(workflow.Id, "Tell")]);
        Refused(() => workflow.VersionToRun()).ShouldBe(WorkflowsErrors.NotPublished);
    }

    [Test]
    public void Publishing_makes_a_numbered_version_with_its_steps_and_triggers()
    {
        var workflow = Create();
        var by = EntityId.New<UserId>();

        var version = workflow.Publish(First, by, Now);

        (version.Number, version.Definition, version.PublishedBy).ShouldBe((1, First.ToJson(), by));
        version.Steps.Select(step => (step.Position, step.Key, step.Type, step.Name)).ShouldBe([(0, "a", "delay", "Rest"), (1, "b", "delay", null)]);
        version.Triggers.Select(trigger => (trigger.Position, trigger.Type, trigger.Event)).ShouldBe([(0, "manual", null), (1, "event", "invoice.paid")]);
        workflow.VersionToRun().ShouldBe(1);
        workflow.Status.ShouldBe(WorkflowStatus.Published);
        workflow.Events[^1].ShouldBe(new WorkflowPublished(workflow.Id, "Tell", 1, by));
    }

    [Test]
    public void Editing_leaves_what_is_published_alone_until_it_is_published_again()
    {
        var workflow = Published();
        workflow.SaveDraft(Second, expectedRevision: workflow.Revision, Now);

        (workflow.Name, workflow.VersionToRun(), workflow.HasUnpublishedChanges).ShouldBe(("Tell all", 1, true));
        workflow.Publish(Second, null, Now).Number.ShouldBe(2);
        workflow.HasUnpublishedChanges.ShouldBeFalse();
    }

    [Test]
    public void Publishing_the_same_twice_is_refused() =>
        Refused(() => Published().Publish(First, null, Now)).ShouldBe(WorkflowsErrors.NothingToPublish);

    [Test]
    public void Saving_the_same_draft_again_changes_nothing()
    {
        var workflow = Published();
        workflow.SaveDraft(First, null, Now.AddDays(1));
        (workflow.Revision, workflow.HasUnpublishedChanges, workflow.UpdatedAt).ShouldBe((2, false, Now));
    }

    [Test]
    public void Who_edits_an_outdated_draft_is_told()
    {
        var workflow = Create();
        workflow.SaveDraft(Second, expectedRevision: 1, Now);
        Refused(() => workflow.SaveDraft(First, expectedRevision: 1, Now)).ShouldBe(WorkflowsErrors.DraftChanged);
        workflow.Name.ShouldBe("Tell all");
    }

    [Test]
    public void A_paused_workflow_starts_nothing_and_stays_paused_when_published()
    {
        var workflow = Published();
        workflow.Pause(Now);
        Refused(() => workflow.VersionToRun()).ShouldBe(WorkflowsErrors.Paused);
        Refused(() => workflow.Pause(Now)).ShouldBe(WorkflowsErrors.Paused);

        workflow.SaveDraft(Second, null, Now);
        workflow.Publish(Second, null, Now);
        workflow.Status.ShouldBe(WorkflowStatus.Paused);

        workflow.Resume(Now);
        workflow.VersionToRun().ShouldBe(2);
        Refused(() => workflow.Resume(Now)).ShouldBe(WorkflowsErrors.NotPaused);
    }

    [Test]
    public void A_draft_can_be_neither_paused_nor_resumed()
    {
        Refused(() => Create().Pause(Now)).ShouldBe(WorkflowsErrors.NotPublished);
        Refused(() => Create().Resume(Now)).ShouldBe(WorkflowsErrors.NotPaused);
    }

    [Test]
    public void An_archived_workflow_is_out_of_use()
    {
        var workflow = Published();
        workflow.Archive(Now);

        foreach (var verb in (Action[])[
            () => workflow.SaveDraft(Second, null, Now), () => workflow.Publish(Second, null, Now), () => workflow.Pause(Now),
            () => workflow.Resume(Now), () => workflow.Archive(Now), () => workflow.VersionToRun()])
        {
            Refused(verb).ShouldBe(WorkflowsErrors.Archived);
        }
    }

    private static Workflow Create() => Workflow.Create(EntityId.New<OrganizationId>(), First, Now);

    private static Workflow Published()
    {
        var workflow = Create();
        workflow.Publish(First, null, Now);
        return workflow;
    }

    private static Error Refused(Action verb) => Should.Throw<DomainException>(verb).Error;
}

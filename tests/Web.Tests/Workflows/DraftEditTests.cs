using Financbase.Web.Pages.Workflows.Form;

namespace Financbase.Web.Tests.Workflows;

public sealed class DraftEditTests
{
    [Test]
    public void A_new_step_follows_the_last_one()
    {
        var form = new DraftForm();

        DraftEdit.Apply(form, "add-step:transform");
        DraftEdit.Apply(form, "add-step:httpRequest");
        DraftEdit.Apply(form, "add-step:httpRequest");

        form.Steps.Select(step => (step.Key, step.Next.GetValueOrDefault("default")))
            .ShouldBe([("transform1", "httpRequest1"), ("httpRequest1", "httpRequest2"), ("httpRequest2", null)]);
    }

    [Test]
    public void A_removed_step_is_bridged()
    {
        var form = new DraftForm { Entry = "b" };
        form.Steps = [Step("a", "b"), Step("b", "c"), Step("c", "")];

        DraftEdit.Apply(form, "remove-step:1");

        form.Steps.Select(step => step.Next["default"]).ShouldBe(["c", ""]);
        form.Entry.ShouldBe("");
    }

    [Test]
    public void Steps_move_up_and_down_and_not_over_the_edge()
    {
        var form = new DraftForm { Steps = [Step("a", ""), Step("b", ""), Step("c", "")] };

        DraftEdit.Apply(form, "up:2");
        DraftEdit.Apply(form, "down:0");
        DraftEdit.Apply(form, "up:0");
        DraftEdit.Apply(form, "down:2");

        form.Steps.Select(step => step.Key).ShouldBe(["c", "a", "b"]);
    }

    [Test]
    public void Triggers_and_rules_are_added_and_removed()
    {
        var form = new DraftForm();

        DraftEdit.Apply(form, "add-trigger:event");
        DraftEdit.Apply(form, "add-trigger:manual");
        DraftEdit.Apply(form, "add-rule:triggers:0:filter");
        DraftEdit.Apply(form, "remove-trigger:1");

        form.Triggers.ShouldHaveSingleItem().Conditions["filter"].Rules.Count.ShouldBe(1);
    }

    [TestCase("")]
    [TestCase("remove-step:7")]
    [TestCase("remove-step:-1")]
    [TestCase("add-step:nonsense")]
    [TestCase("add-rule:steps:0:config")]
    [TestCase("up")]
    public void What_does_not_fit_changes_nothing(string act)
    {
        var form = new DraftForm();

        DraftEdit.Apply(form, act);

        form.Steps.ShouldBeEmpty();
        form.Triggers.ShouldBeEmpty();
    }

    private static StepForm Step(string key, string next) =>
        new() { Type = "delay", Key = key, Was = key, Next = { ["default"] = next } };
}

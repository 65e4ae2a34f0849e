using System.Text.Json;
using Financbase.Web.Pages.Workflows.Outline;

namespace Financbase.Web.Tests.Workflows;

[SetCulture("en-GB")]
public sealed class WorkflowOutlineTests
{
    private static readonly WorkflowOutline Outline = WorkflowOutline.Of(JsonElement.Parse("""
        {"name":"Large payment","triggers":[
          {"type":"event","event":"bank_transaction.created","filter":{"field":"trigger.amount.value","op":"lt","value":-1000}},
          {"type":"manual"}],
         "steps":[
          {"key":"tell","type":"httpRequest","name":"Tell the ledger","config":{"method":"POST","url":"https://sink.example/hook"},"next":{"default":null}},
          {"key":"big","type":"condition","name":"More than 5,000?","config":{"field":"trigger.amount.value","op":"lt","value":-5000},"next":{"true":"wait","false":"tell"}},
          {"key":"wait","type":"delay","config":{"duration":"PT1M30S"},"next":{"default":"tell"}},
          {"key":"lost","type":"transform","config":{"set":{"a":1,"b":2}}}],
         "entry":"big"}
        """));

    [Test]
    public void Reads_from_the_entry_along_the_wires() =>
        Outline.Steps.Select(step => (step.Key, step.Depth, step.On)).ShouldBe(
        [
            ("big", 0, null), ("wait", 1, "Yes"), ("tell", 1, null), ("lost", 0, "Not reached"),
        ]);

    [Test]
    public void Says_what_each_part_does() => Outline.Steps.Select(step => step.Does).ShouldBe(
    [
        "trigger.amount.value is less than -5000", "for 1 min 30 s", "POST https://sink.example/hook", "a, b",
    ]);

    [Test]
    public void Says_how_it_starts() => Outline.Triggers.Select(trigger => trigger.Starts).ShouldBe(
        ["bank_transaction.created, if trigger.amount.value is less than -1000", "by hand or through the API"]);

    [TestCase("""{"type":"webhook","url":"https://books.example/hooks/abc"}""", "POST https://books.example/hooks/abc")]
    [TestCase("""{"type":"webhook"}""", "a call from outside")]
    [TestCase("""{"type":"schedule","cron":"0 8 * * *"}""", "0 8 * * *, UTC time")]
    public void Says_what_starts_it_from_outside(string trigger, string words) => StepWords.Starts(JsonElement.Parse(trigger)).ShouldBe(words);

    [Test]
    public void Names_the_steps_that_a_fork_leads_to() =>
        Outline.Steps[0].Leads.ShouldBe([new("Yes", "wait"), new("No", "Tell the ledger")]);

    [Test]
    public void An_empty_draft_is_an_empty_outline()
    {
        var outline = WorkflowOutline.Of(JsonElement.Parse("""{"name":"New","triggers":[],"steps":[]}"""));

        outline.Triggers.ShouldBeEmpty();
        outline.Steps.ShouldBeEmpty();
    }

    [TestCase("""{"all":[{"field":"a","op":"gt","value":1},{"any":[{"field":"b","op":"exists"},{"field":"c","op":"in","value":["x","y"]}]}]}""",
        "a is more than 1 and (b is there or c is one of “x”, “y”)")]
    [TestCase("""{"not":{"field":"a","op":"eq","value":"<b>"}}""", "not (a is “<b>”)")]
    public void A_condition_is_a_sentence(string json, string sentence) =>
        ConditionWords.Of(JsonElement.Parse(json)).ShouldBe(sentence);
}

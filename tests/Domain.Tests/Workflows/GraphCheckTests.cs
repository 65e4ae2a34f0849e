using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Tests.Workflows;

public sealed class GraphCheckTests
{
    [Test]
    public void A_workflow_needs_a_trigger_and_a_step() => Check("""{"name":"x"}""").ShouldBe([("triggers", "no_trigger"), ("steps", "required")]);

    [Test]
    public void Events_must_be_in_the_catalogue() =>
        Check($$"""{"name":"x","trigger":{"type":"event","event":"moon.landed"},"steps":[{{Wait("a")}}]}""").ShouldBe([("triggers[0].event", "unknown_event")]);

    [Test]
    public void A_trigger_cannot_read_steps() =>
        Check($$$"""{"name":"x","trigger":{"type":"event","event":"invoice.paid","filter":{"field":"steps.a.output.x","op":"exists"}},"steps":[{{{Wait("a")}}}]}""")
            .ShouldBe([("trigger.filter.field", "reference_not_before")]);

    [Test]
    public void Wires_lead_to_steps() => CheckSteps(Wait("a", """{"default":"b","error":"c"}"""), Wait("b"))
        .ShouldBe([("steps[0].next.error", "unknown_step")]);

    [Test]
    public void The_entry_is_a_step() =>
        Check($$"""{"name":"x","trigger":{"type":"manual"},"entry":"z","steps":[{{Wait("a")}}]}""").ShouldBe([("entry", "unknown_step")]);

    [Test]
    public void Everything_is_reachable() => CheckSteps(Wait("a"), Wait("b")).ShouldBe([("steps[1]", "unreachable")]);

    [Test]
    public void Cycles_are_refused_where_they_close()
    {
        CheckSteps(Wait("a", """{"default":"b"}"""), Wait("b", """{"default":"c"}"""), Wait("c", """{"default":"b"}"""))
            .ShouldBe([("steps[2].next.default", "cycle")]);
        CheckSteps(Wait("a", """{"default":"a"}""")).ShouldBe([("steps[0].next.default", "cycle")]);
    }

    [Test]
    public void A_chain_of_the_most_steps_is_checked_without_trouble() => CheckSteps([.. Enumerable.Range(0, 500)
        .Select(index => Wait($"s{index}", index < 499 ? $$"""{"default":"s{{index + 1}}"}""" : "{}"))]).ShouldBeEmpty();

    [Test]
    public void References_lead_to_steps_that_surely_ran()
    {
        const string choose = """{"key":"choose","type":"condition","config":{"field":"trigger.a","op":"exists"},"next":{"true":"maybe","false":"last"}}""";
        var maybe = Wait("maybe", """{"default":"last"}""");

        CheckSteps(choose, maybe, Set("last", "steps.choose.output.result")).ShouldBeEmpty();
        CheckSteps(choose, maybe, Set("last", "steps.maybe.output")).ShouldBe([("steps[2].config.set.x", "reference_not_sure")]);
        CheckSteps(choose, maybe, Set("last", "steps.maybe.output", """,  "optionalReferences":["maybe"]""")).ShouldBeEmpty();
        CheckSteps(choose, maybe, """{"key":"last","type":"condition","config":{"field":"steps.maybe.output","op":"exists"}}""").ShouldBeEmpty();
        CheckSteps(choose, maybe, Set("last", "steps.last.output")).ShouldBe([("steps[2].config.set.x", "reference_not_before")]);
        CheckSteps(choose, maybe, Set("last", "steps.ghost.output")).ShouldBe([("steps[2].config.set.x", "unknown_step")]);
        CheckSteps(choose, maybe, Set("last", "steps.choose.output", """, "optionalReferences":["ghost"]""")).ShouldBe([("steps[2].optionalReferences[0]", "unknown_step")]);
    }

    [Test]
    public void Text_around_a_reference_is_checked_too() =>
        CheckSteps(Wait("a", """{"default":"b"}"""), """{"key":"b","type":"transform","config":{"set":{"x":["see {{ steps.c.output.y }}"]}}}""")
            .ShouldBe([("steps[1].config.set.x[0]", "unknown_step")]);

    [TestCase("""{"type":"manual"}""", """, "timeout":"P1D" """, "")]
    [TestCase("""{"type":"event","event":"invoice.paid"}""", """, "timeout":"P1D" """, "")]
    [TestCase("""{"type":"webhook","verify":"none"}""", """, "timeout":"P1D" """, "config.fourEyes nobody_known")]
    [TestCase("""{"type":"schedule","cron":"0 * * * *"}""", """, "timeout":"P1D" """, "config.fourEyes nobody_known")]
    [TestCase("""{"type":"manual"}""", "", "config.timeout required")]
    public void Four_eyes_need_somebody_who_is_known_and_an_end(string trigger, string more, string problem) =>
        string.Join(", ", Check($$$"""{"name":"x","trigger":{{{trigger}}},"steps":[{"key":"ask","type":"approval","config":{"role":"owner","title":"?","fourEyes":true{{{more}}}}}]}""")
            .Select(one => $"{one.Item1} {one.Item2}".Replace("steps[0].", "", StringComparison.Ordinal))).ShouldBe(problem);

    [Test]
    public void An_address_beside_a_known_start_is_a_way_round_it() =>
        Check("""
            {"name":"x","triggers":[{"type":"manual"},{"type":"webhook","verify":"none"}],
             "steps":[{"key":"ask","type":"approval","config":{"role":"owner","title":"?","fourEyes":true,"timeout":"P1D"}}]}
            """).ShouldBe([("steps[0].config.fourEyes", "nobody_known")]);

    [Test]
    public void Who_brings_an_awaited_event_is_known() =>
        Check("""
            {"name":"x","trigger":{"type":"webhook","verify":"none"},"steps":[
              {"key":"wait","type":"waitForEvent","config":{"event":"invoice.paid"},"next":{"default":"ask"}},
              {"key":"ask","type":"approval","config":{"role":"owner","title":"?","fourEyes":true,"timeout":"P1D"}}]}
            """).ShouldBeEmpty();

    private static string Wait(string key, string next = "{}") =>
        $$"""{"key":"{{key}}","type":"delay","config":{"duration":"PT1S"},"next":{{next}}}""";

    private static string Set(string key, string reference, string more = "") =>
        $$$"""{"key":"{{{key}}}","type":"transform","config":{"set":{"x":"{{ {{{reference}}} }}"}}{{{more}}}}""";

    private static IEnumerable<(string, string)> CheckSteps(params string[] steps) =>
        Check($$"""{"name":"x","trigger":{"type":"manual"},"steps":[{{string.Join(',', steps)}}]}""");

    private static IEnumerable<(string, string)> Check(string json) =>
        GraphCheck.Of(Given.Definition(json), Given.Language).Select(problem => (problem.Path, problem.Code));
}

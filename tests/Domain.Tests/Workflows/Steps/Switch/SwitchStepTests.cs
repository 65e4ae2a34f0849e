using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class SwitchStepTests
{
    private const string Cases = """
        {"cases":[{"name":"large","when":{"field":"trigger.amount","op":"gt","value":100}},
                  {"name":"some","when":{"field":"trigger.amount","op":"gt","value":10}}]}
        """;

    [TestCase(500, "large", """{"case":"large"}""")]
    [TestCase(50, "some", """{"case":"some"}""")]
    [TestCase(5, "default", """{"case":null}""")]
    [TestCase(null, "default", """{"case":null}""")]
    public void The_first_case_that_holds_is_taken(int? amount, string port, string output)
    {
        var result = Run("switch", Cases, new { amount });

        result.Ports.ShouldBe([port]);
        result.Output.GetRawText().ShouldBe(output);
    }

    [Test]
    public void Its_outcomes_are_its_cases() => Compiled("switch", Cases).Ports.ShouldBe(["large", "some", "default"]);

    [TestCase("""{"cases":[]}""", "steps[0].config.cases")]
    [TestCase("""{"cases":[{"name":"a"}]}""", "steps[0].config.cases[0].when")]
    [TestCase("""{"cases":[{"when":{"field":"now","op":"exists"}}]}""", "steps[0].config.cases[0].name")]
    [TestCase("""{"cases":[{"name":"default","when":{"field":"now","op":"exists"}}]}""", "steps[0].config.cases[0].name")]
    [TestCase("""{"cases":[{"name":"error","when":{"field":"now","op":"exists"}}]}""", "steps[0].config.cases[0].name")]
    [TestCase("""{"cases":[{"name":"a","when":{"field":"now","op":"exists"}},{"name":"a","when":{"field":"now","op":"exists"}}]}""", "steps[0].config.cases[1].name")]
    [TestCase("""{"cases":[{"name":"a","when":{"field":"now","op":"is"}}]}""", "steps[0].config.cases[0].when.op")]
    [TestCase("""{"cases":[{"name":"a","when":{"field":"steps.b.output.x","op":"eq","value":1}}]}""", "steps[0].config.cases[0].when.field")]
    [TestCase("""{"cases":[{"name":"a","then":"b","when":{"field":"now","op":"exists"}}]}""", "steps[0].config.cases[0].then")]
    public void A_mistake_stands_at_its_case(string config, string place) => Problems("switch", config).ShouldBe([place]);

    [Test]
    public void A_wire_must_start_at_a_case() => Found("switch", Cases + ""","next":{"lots":"a"}""").Select(problem => (problem.Port, problem.Code))
        .ShouldBe([("lots", "unknown_port")]);

    [Test]
    public void At_most_fifty_cases() => Found("switch", $$"""{"cases":[{{string.Join(',', Enumerable.Range(0, 51).Select(i => $$$"""{"name":"c{{{i}}}","when":{"field":"now","op":"exists"}}"""))}}]}""")
        .Select(problem => problem.Code).ShouldBe(["too_many"]);
}

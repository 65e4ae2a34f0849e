using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class CodeStepTests
{
    [Test]
    public void A_program_gets_its_rendered_input() => Run("code", """{"code":"return input","input":{"n":"{{ trigger.n }}"}}""", new { n = 7 })
        .Output.GetRawText().ShouldBe("""{"n":7}""");

    [TestCase("""{"code":"retrun 1"}""", "steps[0].config.code")]
    [TestCase("""{"input":1}""", "steps[0].config.code")]
    [TestCase("""{"code":7}""", "steps[0].config.code")]
    [TestCase("""{"code":"return 1","input":"{{ steps.none.output }}"}""", "steps[0].config.input")]
    [TestCase("""{"code":"return 1","input":"{{ secrets.token }}"}""", "steps[0].config.input")]
    public void A_mistake_stands_at_its_place(string config, string place) => Problems("code", config).ShouldBe([place]);

    [Test]
    public void A_program_is_of_bounded_length() =>
        Found("code", $$"""{"code":"return {{new string('1', 20_001)}}"}""").Select(problem => problem.Code).ShouldBe(["too_long"]);
}

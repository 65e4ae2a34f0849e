using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class TemplateStepTests
{
    [Test]
    public void A_text_is_worked_out() => Run("template", """{"text":"Dear {{ trigger.name }},\n\nhello"}""").Output.GetRawText()
        .ShouldBe("""{"text":"Dear North,\n\nhello"}""");

    [Test]
    public void A_value_that_is_no_text_is_written_as_json() => Run("template", """{"text":"{{ trigger.list }}"}""", new { list = new[] { 1, 2 } })
        .Output.GetProperty("text").GetString().ShouldBe("[1,2]");

    [Test]
    public void A_text_without_end_fails_the_step() => Fails("template", """{"text":"{{ trigger.text }}"}""", new { text = new string('x', 1_000_001) })
        .Code.ShouldBe("workflows.text_too_long");

    [Test]
    public void A_secret_cannot_be_written_into_the_history() =>
        Found("template", """{"text":"{{ secrets.token }}"}""").Select(problem => problem.Code).ShouldBe(["secret_not_allowed"]);
}

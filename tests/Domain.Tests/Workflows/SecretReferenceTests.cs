using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Domain.Tests.Workflows;

public sealed class SecretReferenceTests
{
    private static readonly WorkflowLanguage Language = Given.Language with { IsSecret = name => name == "token" };

    [Test]
    public void The_recorded_input_holds_references_and_only_the_call_holds_values()
    {
        var perform = Start("""{"method":"POST","url":"https://a.test/{{ secrets.token }}/x","query":{"q":"{{ secrets.token }}"},"headers":{"A":"Bearer {{ secrets.token }}"},"body":["{{ secrets.token }}","{{ trigger.text }}"]}""");

        perform.Input.GetRawText().ShouldBe(
            """{"method":"POST","url":"https://a.test/{{ secrets.token }}/x?q={{ secrets.token }}","headers":{"A":"Bearer {{ secrets.token }}"},"body":["{{ secrets.token }}","{{ secrets.token }}"]}""");
        Reveal(perform, "s&1").GetRawText().ShouldBe(
            """{"method":"POST","url":"https://a.test/s&1/x?q=s%261","headers":{"A":"Bearer s&1"},"body":["s&1","{{ secrets.token }}"]}""");
    }

    [Test]
    public void A_whole_address_may_be_a_secret()
    {
        var perform = Start("""{"url":"{{ secrets.token }}","query":{"q":"1"}}""");

        perform.Input.GetProperty("url").GetString().ShouldBe("{{ secrets.token }}?q=1");
        Reveal(perform, "https://a.test/x").GetProperty("url").GetString().ShouldBe("https://a.test/x?q=1");
        Should.Throw<Financbase.Domain.SharedKernel.DomainException>(() => Reveal(perform, "no address")).Error.Code.ShouldBe("workflows.address_invalid");
    }

    [Test]
    public void A_step_that_uses_none_can_reveal_none() =>
        Start("""{"url":"https://a.test/","headers":{"A":"{{ trigger.text }}"}}""").Reveal.ShouldBeNull();

    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":"{{ secrets.token }}"}}}""", "steps[0].config.set.x", "secret_not_allowed")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"secrets.token","op":"eq","value":1}}""", "steps[0].config.field", "secret_not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test/{{ secrets.other }}"}}""", "steps[0].config.url", "unknown_secret")]
    public void Publishing_refuses_a_secret_that_is_unknown_or_would_be_recorded(string step, string path, string code) =>
        GraphCheck.Of(Given.Steps(step), Language).Select(problem => (problem.Path, problem.Code)).ShouldBe([(path, code)]);

    [Test]
    public void A_trigger_uses_none()
    {
        var definition = Given.Definition("""
            {"name":"x","trigger":{"type":"event","event":"invoice.paid","filter":{"field":"secrets.token","op":"eq","value":1}},
             "steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}
            """);

        GraphCheck.Of(definition, Language).ShouldHaveSingleItem().Code.ShouldBe("secret_not_allowed");
    }

    [TestCase("secrets")]
    [TestCase("secrets.a.b")]
    [TestCase("secrets[0]")]
    [TestCase("secrets[\"odd name\"]")]
    public void Only_a_name_can_follow(string path) => ScopePath.TryParse(path, out _, out _).ShouldBeFalse();

    private static Command.Perform Start(string config)
    {
        var plan = Given.Plan($$"""{"key":"a","type":"httpRequest","config":{{config}}}""");
        var result = Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), Given.Context("""{"text":"{{ secrets.token }}"}"""));
        return result.Commands.ShouldHaveSingleItem().ShouldBeOfType<Command.Perform>();
    }

    private static JsonElement Reveal(Command.Perform perform, string value) =>
        perform.Reveal.ShouldNotBeNull()(SecretTexts.Revealed(new Dictionary<string, string> { ["token"] = value }));
}

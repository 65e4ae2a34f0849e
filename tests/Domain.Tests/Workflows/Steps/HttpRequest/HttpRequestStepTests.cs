using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class HttpRequestStepTests
{
    [Test]
    public void Everything_is_rendered_into_the_recorded_input() => Prepare(
            """{"method":"PUT","url":"https://a.test/{{ trigger.id }}?x=1","query":{"q":"{{ trigger.text }}"},"headers":{"X-Id":"{{ trigger.id }}"},"body":{"deep":[{"id":"{{ trigger.id }}"}]}}""",
            """{"id":7,"text":"a b&c"}""")
        .GetRawText().ShouldBe(
            """{"method":"PUT","url":"https://a.test/7?x=1&q=a%20b%26c","headers":{"X-Id":"7"},"body":{"deep":[{"id":7}]}}""");

    [TestCase("javascript:alert(1)")]
    [TestCase("//a.test")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://user:secret@a.test")]
    [TestCase("")]
    public void An_address_that_does_not_work_out_fails_the_step(string url) =>
        Refused("""{"url":"{{ trigger.url }}"}""", JsonSerializer.Serialize(new { url })).Code.ShouldBe("workflows.address_invalid");

    [Test]
    public void A_header_cannot_smuggle_another_one_in() =>
        Refused("""{"url":"https://a.test","headers":{"X-A":"{{ trigger.a }}"}}""", """{"a":"x\r\nHost: b.test"}""").Code.ShouldBe("workflows.header_invalid");

    [TestCase("na\u00efve")]
    [TestCase("\u0007")]
    [TestCase("\ud83d\ude00")]
    public void A_header_that_http_cannot_carry_is_refused_before_the_call(string value) =>
        Refused("""{"url":"https://a.test","headers":{"X-A":"{{ trigger.a }}"}}""", JsonSerializer.Serialize(new { a = value })).Code.ShouldBe("workflows.header_invalid");

    [Test]
    public void A_short_template_cannot_repeat_a_long_input_without_end()
    {
        var half = JsonSerializer.Serialize(new { text = new string('x', Limits.PayloadBytes / 2) });
        var thousand = string.Join(',', Enumerable.Repeat("\"{{ trigger.text }}\"", 1_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused($$"""{"method":"POST","url":"https://a.test","body":[{{thousand}}]}""", half).ShouldBe(WorkflowsErrors.PayloadTooLarge);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100L * 1024 * 1024);
        Refused("""{"url":"https://a.test","query":{"q":"{{ trigger.text }}"}}""", half).Code.ShouldBe("workflows.text_too_long");
    }

    [TestCase("""{"url":"https://a.test","onLostResult":"verify"}""", "steps[0].config.verifyUrl", "required")]
    [TestCase("""{"url":"https://a.test","onLostResult":"verify","verifyUrl":"a.test"}""", "steps[0].config.verifyUrl", "not_allowed")]
    [TestCase("""{"url":"https://a.test","onLostResult":"verify","verifyUrl":"https://a.test","verifyHeaders":{"Host":"b"}}""", "steps[0].config.verifyHeaders.Host", "not_allowed")]
    [TestCase("""{"url":"https://a.test","onLostResult":"verify","verifyUrl":"https://a.test","verifyWhen":{"field":"answer.body.id","op":"like"}}""", "steps[0].config.verifyWhen.op", "unknown_operator")]
    [TestCase("""{"url":"https://a.test","onLostResult":"retry","verifyUrl":"https://a.test"}""", "steps[0].config.verifyUrl", "not_allowed")]
    [TestCase("""{"url":"https://a.test","verifyWhen":{"field":"answer.status","op":"exists"}}""", "steps[0].config.verifyWhen", "not_allowed")]
    [TestCase("""{"url":"{{ answer.body.x }}"}""", "steps[0].config.url", "reference_unknown")]
    [TestCase("""{"url":"https://a.test","onLostResult":"verify","verifyUrl":"https://a.test/{{ answer.status }}"}""", "steps[0].config.verifyUrl", "reference_unknown")]
    [TestCase("""{"url":"https://a.test","onLostResult":"verify","verifyUrl":"https://a.test","verifyWhen":{"field":"trigger.id","op":"eq","value":"{{ answer.status }}"}}""", "steps[0].config.verifyWhen.value", "reference_unknown")]
    public void What_is_asked_after_a_crash_is_checked_when_it_is_published(string config, string path, string code) =>
        OneStep.Found("httpRequest", config).Select(problem => (problem.Path, problem.Code)).ShouldBe([(path, code)]);

    [Test]
    public void A_trigger_knows_no_answer() => GraphCheck.Of(
        Given.Definition("""
            {"name":"x","trigger":{"type":"event","event":"invoice.paid","filter":{"field":"answer.status","op":"eq","value":1}},
             "steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}
            """), Given.Language).ShouldHaveSingleItem().Code.ShouldBe("reference_unknown");

    private static JsonElement Prepare(string config, string trigger)
    {
        var step = Given.Steps($$"""{"key":"a","type":"httpRequest","config":{{config}}}""").Steps[0].Compiled.ShouldBeOfType<HttpRequestStep>();
        return step.Prepare(Scope.OfTrigger(new TriggerInput(Given.Json(trigger)), Given.Json("{}"), DateTimeOffset.UnixEpoch));
    }

    private static Error Refused(string config, string trigger) => Should.Throw<DomainException>(() => Prepare(config, trigger)).Error;
}

using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class SendSlackMessageStepTests
{
    [Test]
    public void A_message_is_prepared() => Prepare(
            "sendSlackMessage", """{"webhook":"https://hooks.example/x","text":"Hi {{ trigger.name }}","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"{{ trigger.name }}"}}]}""")
        .GetRawText().ShouldBe(
            """{"webhook":"https://hooks.example/x","message":{"text":"Hi North","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"North"}}]}}""");

    [TestCase("http://hooks.example/x", "workflows.address_invalid")]
    [TestCase("javascript:alert(1)", "workflows.address_invalid")]
    [TestCase("", "workflows.address_invalid")]
    public void A_webhook_that_does_not_work_out_fails_the_step(string webhook, string code) =>
        Refused("sendSlackMessage", """{"webhook":"{{ trigger.webhook }}","text":"Hi"}""", new { webhook }).Code.ShouldBe(code);

    [TestCase("""{"text":"{{ trigger.none }}"}""", "workflows.text_missing")]
    [TestCase("""{"text":"Hi","blocks":"{{ trigger.name }}"}""", "workflows.not_a_list")]
    [TestCase("""{"text":"{{ trigger.long }}"}""", "workflows.text_too_long")]
    [TestCase("""{"text":"Hi","blocks":"{{ trigger.many }}"}""", "workflows.too_many_items")]
    public void A_message_that_slack_would_not_take_is_not_sent(string config, string code) => Refused(
        "sendSlackMessage", config.Insert(1, "\"webhook\":\"https://hooks.example/x\","),
        new { name = "North", @long = new string('x', 40_001), many = Enumerable.Repeat(new { }, 51) }).Code.ShouldBe(code);

    [TestCase("""{"webhook":"ftp://x","text":"Hi"}""", "steps[0].config.webhook")]
    [TestCase("""{"webhook":"https://hooks.example/x"}""", "steps[0].config.text")]
    [TestCase("""{"webhook":"https://hooks.example/x","text":"Hi","blocks":{}}""", "steps[0].config.blocks")]
    [TestCase("""{"webhook":"https://hooks.example/x","text":"{{ secrets.token }}"}""", "steps[0].config.text")]
    public void A_mistake_stands_at_its_place(string config, string place) => Problems("sendSlackMessage", config).ShouldBe([place]);
}

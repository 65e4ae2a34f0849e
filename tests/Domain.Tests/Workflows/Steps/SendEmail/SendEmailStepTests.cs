using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class SendEmailStepTests
{
    [TestCase("\"owner@north.example\"")]
    [TestCase("\" owner@north.example , owner@north.example\"")]
    [TestCase("[\"owner@north.example\"]")]
    [TestCase("\"{{ trigger.email }}\"")]
    public void A_mail_is_prepared_with_plain_addresses(string to) =>
        Prepare("sendEmail", $$"""{"to":{{to}},"subject":"Hi {{"{{ trigger.name }}"}}","body":"Text"}""").GetRawText()
            .ShouldBe("""{"to":["owner@north.example"],"subject":"Hi North","body":"Text"}""");

    [TestCase("", "workflows.recipient_invalid")]
    [TestCase("nobody", "workflows.recipient_invalid")]
    [TestCase("a@b.example\r\nBcc: c@d.example", "workflows.recipient_invalid")]
    public void A_recipient_that_does_not_work_out_fails_the_step(string email, string code) =>
        Refused("sendEmail", """{"to":"{{ trigger.email }}","subject":"Hi","body":"Text"}""", new { email }).Code.ShouldBe(code);

    [Test]
    public void A_step_does_not_write_to_the_whole_world() => Refused(
        "sendEmail", """{"to":"{{ trigger.all }}","subject":"Hi","body":"Text"}""",
        new { all = Enumerable.Range(0, 21).Select(i => $"a{i}@north.example") }).Message.ShouldContain("at most 20");

    [Test]
    public void A_mail_without_words_is_not_sent() => Refused(
        "sendEmail", """{"to":"a@north.example","subject":"{{ trigger.none }}","body":"Text"}""", new { }).Code.ShouldBe("workflows.text_missing");

    [TestCase("""{"to":"nobody","subject":"Hi","body":"Text"}""", "config.to")]
    [TestCase("""{"to":"a@north.example","subject":"Hi"}""", "config.body")]
    public void A_mistake_in_the_configuration_is_found_before_it_runs(string config, string place) =>
        Problems("sendEmail", config).ShouldContain(path => path.EndsWith(place, StringComparison.Ordinal));
}

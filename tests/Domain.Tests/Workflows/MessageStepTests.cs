using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>Steps that write to people.</summary>
public sealed class MessageStepTests
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

    [TestCase("""{"to":"nobody","subject":"Hi","body":"Text"}""", "sendEmail", "config.to")]
    [TestCase("""{"to":"a@north.example","subject":"Hi"}""", "sendEmail", "config.body")]
    [TestCase("""{"to":"owner","title":"Hi","link":"https://evil.example"}""", "sendNotification", "config.link")]
    [TestCase("""{"to":"owner"}""", "sendNotification", "config.title")]
    public void A_mistake_in_the_configuration_is_found_before_it_runs(string config, string type, string place) =>
        WorkflowDefinition.Parse(
                $$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{"key":"a","type":"{{type}}","config":{{config}}}]}""", Given.Language)
            .Problems.Select(problem => problem.Path).ShouldContain(path => path.EndsWith(place, StringComparison.Ordinal));

    [Test]
    public void A_notification_is_prepared_with_empty_places_for_what_is_not_said() =>
        Prepare("sendNotification", """{"to":"owner","title":"{{ trigger.name }}"}""").GetRawText()
            .ShouldBe("""{"to":"owner","title":"North","body":"","link":""}""");

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/../other")]
    public void A_notification_leads_only_into_the_organization(string link) =>
        Refused("sendNotification", """{"to":"owner","title":"Hi","link":"{{ trigger.link }}"}""", new { link }).Code.ShouldBe("workflows.address_invalid");

    private static JsonElement Prepare(string type, string config, object? trigger = null)
    {
        var step = Given.Steps($$"""{"key":"a","type":"{{type}}","config":{{config}}}""").Steps[0].Compiled.ShouldBeAssignableTo<PerformedStep>();
        var input = JsonSerializer.SerializeToElement(trigger ?? new { email = "owner@north.example", name = "North" });
        return step!.Prepare(Scope.OfTrigger(new TriggerInput(input), Given.Json("{}"), DateTimeOffset.UnixEpoch));
    }

    private static Error Refused(string type, string config, object trigger) =>
        Should.Throw<DomainException>(() => Prepare(type, config, trigger)).Error;
}

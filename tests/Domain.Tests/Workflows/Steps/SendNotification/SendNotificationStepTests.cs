using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class SendNotificationStepTests
{
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

    [TestCase("""{"to":"owner","title":"Hi","link":"https://evil.example"}""", "config.link")]
    [TestCase("""{"to":"owner"}""", "config.title")]
    public void A_mistake_in_the_configuration_is_found_before_it_runs(string config, string place) =>
        Problems("sendNotification", config).ShouldContain(path => path.EndsWith(place, StringComparison.Ordinal));
}

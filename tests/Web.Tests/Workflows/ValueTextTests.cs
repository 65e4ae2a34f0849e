using System.Text.Json.Nodes;
using Financbase.Web.Pages.Workflows.Form;

namespace Financbase.Web.Tests.Workflows;

public sealed class ValueTextTests
{
    [TestCase("\"plain\"", "plain")]
    [TestCase("\"5\"", "\"5\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("\"{{ trigger.id }}\"", "{{ trigger.id }}")]
    [TestCase("5", "5")]
    [TestCase("1.50", "1.50")]
    [TestCase("null", "null")]
    [TestCase("\" spaced \"", "\" spaced \"")]
    [TestCase("\"\"", "")]
    public void A_value_reads_as_people_write_it_and_writes_back_the_same(string json, string text)
    {
        var value = JsonNode.Parse(json);

        ValueText.Read(value).ShouldBe(text);
        JsonNode.DeepEquals(ValueText.Write(text), value).ShouldBeTrue();
    }

    [Test]
    public void A_broken_object_stays_the_text_that_it_is() =>
        ((string?)ValueText.Write("{\"a\":")).ShouldBe("{\"a\":");

    [TestCase("30 s", "PT30S")]
    [TestCase("5min", "PT5M")]
    [TestCase("1 h 30 min", "PT1H30M")]
    [TestCase("3 days", "P3D")]
    [TestCase("0.5 s", "PT0.5S")]
    [TestCase("P1W", "P1W")]
    [TestCase("soon", "soon")]
    public void A_duration_is_understood_in_words_and_in_iso(string text, string iso) => DurationText.ToIso(text).ShouldBe(iso);

    [TestCase("PT90S", "1 min 30 s")]
    [TestCase("PT0.5S", "0.5 s")]
    [TestCase("P2D", "2 d")]
    [TestCase("PT0S", "0 s")]
    [TestCase("nonsense", "nonsense")]
    public void A_duration_is_shown_in_words(string iso, string text) => DurationText.FromIso(iso).ShouldBe(text);
}

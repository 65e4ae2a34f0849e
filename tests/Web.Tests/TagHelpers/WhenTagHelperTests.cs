using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

[SetCulture("en-GB")]
public sealed class WhenTagHelperTests
{
    private static readonly DateTimeOffset Late = new(2026, 11, 23, 23, 30, 5, 40, TimeSpan.Zero);

    [Test]
    public async Task Shows_a_moment_in_the_readers_time_zone_and_keeps_utc_for_machines()
    {
        var html = await At(Late, "Europe/Berlin");

        html.ShouldContain(">24 Nov 2026, 00:30</time>");
        html.ShouldContain("datetime=\"2026-11-23T23:30:05.0400000Z\"");
        html.ShouldContain("(Europe/Berlin)");
    }

    [TestCase(null)]
    [TestCase("Nowhere/Land")]
    [TestCase("../../etc/passwd")]
    public async Task An_unknown_zone_counts_as_utc(string? zone) =>
        (await At(Late, zone)).ShouldContain(">23 Nov 2026, 23:30</time>");

    [TestCase("en-GB", "20 Nov 2026")]
    [TestCase("en-US", "Nov 20, 2026")]
    [TestCase("de-DE", "20. Nov. 2026")]
    [TestCase("fr-FR", "20 nov. 2026")]
    public async Task Shows_a_business_date_in_the_cultures_own_order(string culture, string expected)
    {
        using var _ = new CultureScope(culture);

        (await new WhenTagHelper { On = new DateOnly(2026, 11, 20), ViewContext = Rendered.View() }.AsHtmlAsync("when"))
            .ShouldBe($"<time datetime=\"2026-11-20\">{expected}</time>");
    }

    [Test]
    public async Task Shows_milliseconds_on_the_clock_of_a_log() =>
        (await At(Late, null, Moment.Clock)).ShouldContain(">23:30:05.040</time>");

    [Test]
    public async Task Nothing_yet_is_a_dash() =>
        (await At(null, null)).ShouldBe("<span class=\"muted\">–</span>");

    private static Task<string> At(DateTimeOffset? moment, string? zone, Moment show = Moment.Minute)
    {
        var view = Rendered.View(http => http.Request.Headers.Cookie = zone is null ? "" : $"zone={zone}");
        return new WhenTagHelper { At = moment, Show = show, ViewContext = view }.AsHtmlAsync("when");
    }
}

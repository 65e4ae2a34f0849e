using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed class BadgeTagHelperTests
{
    [TestCase(Tone.Ok, "ok")]
    [TestCase(Tone.Bad, "bad")]
    [TestCase(Tone.Idle, "idle")]
    public async Task Says_a_state_by_icon_word_and_tone(Tone tone, string name)
    {
        var html = await new BadgeTagHelper { Tone = tone, Icon = "check", ViewContext = Rendered.View() }.AsHtmlAsync("badge", "Paid");

        html.ShouldContain($"data-tone=\"{name}\"");
        html.ShouldContain("icons.svg#check");
        html.ShouldEndWith("</svg>Paid</span>");
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Web.Shell;

namespace Financbase.Web.Tests.Shell;

public sealed class JsonMarkupTests
{
    [TestCase("""{"half":"\ud800"}""")]
    [TestCase("""{"\ud800":1}""")]
    public void Half_a_character_is_shown_as_it_was_written(string json) => Html(json).ShouldContain("\\ud800");

    [Test]
    public void Is_laid_out_for_reading()
    {
        Html("""{"a":1.50,"b":["x",true,null],"c":{},"d":[]}""").ShouldBe("""
            {
              <span class="k">"a"</span>: <span class="n">1.50</span>,
              <span class="k">"b"</span>: [
                <span class="s">"x"</span>,
                <span class="n">true</span>,
                <span class="n">null</span>
              ],
              <span class="k">"c"</span>: {},
              <span class="k">"d"</span>: []
            }
            """.Replace("\"a\"", "&quot;a&quot;").Replace("\"b\"", "&quot;b&quot;").Replace("\"c\"", "&quot;c&quot;")
            .Replace("\"d\"", "&quot;d&quot;").Replace("\"x\"", "&quot;x&quot;"));
    }

    [Test]
    public void What_somebody_else_wrote_stays_text() =>
        Html("""{"</pre><script>":"<b>&\n"}""").ShouldNotContain("<script>");

    [Test]
    public void A_huge_value_is_cut_and_says_so()
    {
        var html = Html(JsonSerializer.Serialize(Enumerable.Range(0, 60_000)));

        html.Length.ShouldBeLessThan(40 * JsonMarkup.MostCharacters);
        html.ShouldEndWith("the API answers the whole value.</span>");
        Html(JsonSerializer.Serialize(new string('x', 2 * JsonMarkup.MostCharacters))).Length.ShouldBeLessThan(2 * JsonMarkup.MostCharacters);
    }

    private static string Html(string json)
    {
        using var writer = new StringWriter();
        JsonMarkup.Of(JsonElement.Parse(json)).WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}

using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.SharedKernel;

public sealed class ForeignJsonTests
{
    [TestCase("""{"half":"\ud800"}""", "half a character")]
    [TestCase("""["a",{"\udc00":1}]""", "half a character")]
    [TestCase("""{"a":["x\u0000"]}""", "U+0000")]
    [TestCase("""{"\u0000":1}""", "U+0000")]
    public void What_cannot_be_read_or_kept_is_refused(string json, string why) =>
        ForeignJson.Problem(JsonElement.Parse(json)).ShouldNotBeNull().ShouldContain(why);

    [TestCase("""{"a":"\ud83d\ude00 ü","b":[1,true,null,{}]}""")]
    [TestCase("\"text\"")]
    [TestCase("[]")]
    public void Ordinary_json_is_accepted(string json) => ForeignJson.Problem(JsonElement.Parse(json)).ShouldBeNull();

    [Test]
    public void Nesting_is_accepted_up_to_32_levels()
    {
        ForeignJson.Problem(JsonElement.Parse(Nested(32))).ShouldBeNull();
        ForeignJson.Problem(JsonElement.Parse(Nested(33))).ShouldNotBeNull().ShouldContain("32 levels");
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}

using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Workflows.Steps;

namespace Financbase.Infrastructure.Tests.Workflows.Steps;

public sealed class SecretMaskTests
{
    private const string Value = "s3cr3t/\"+ä&value<1>";
    private const string Reference = "{{ secrets.token }}";

    private static readonly SecretMask Mask = new(new Dictionary<string, string> { ["token"] = Value, ["pin"] = "12345678" });

    [TestCaseSource(nameof(Echoes))]
    public void An_echo_is_hidden_in_every_usual_form(string echo)
    {
        var hidden = Mask.Hide($"before {echo} after");

        hidden.ShouldContain(Reference);
        hidden.ShouldStartWith("before ");
        hidden.ShouldEndWith(" after");
        hidden.Length.ShouldBeLessThan($"before  after{Reference}".Length + 8);
    }

    [Test]
    public void An_echo_in_utf_16_is_hidden() =>
        Mask.Hide(string.Join('\0', "x12345678y".ToCharArray())).ShouldBe("x\0{{ secrets.pin }}\0y");

    [TestCase("user:")]
    [TestCase("x")]
    [TestCase("ab")]
    [TestCase("abc")]
    public void Base64_of_a_longer_text_gives_nothing_away(string prefix)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(prefix + Value + ":tail"));

        var hidden = Mask.Hide($"Basic {encoded}");

        hidden.ShouldContain(Reference);
        hidden.ShouldNotContain(encoded[8..24]);
    }

    [Test]
    public void Names_numbers_errors_and_nested_values_of_an_answer_are_covered_and_the_rest_is_as_it_was()
    {
        var output = JsonElement.Parse("""{"status":200,"body":{"12345678":[12345678,"x12345678",7,null,true]}}""");

        var success = Mask.Hide(StepResult.Succeed(output)).ShouldBeOfType<StepResult.Succeeded>();
        var failure = Mask.Hide(new StepResult.Failed(new StepError(ErrorClass.Connection, "code", $"No host {Value}."), null, output))
            .ShouldBeOfType<StepResult.Failed>();

        var expected = """{"status":200,"body":{"{{ secrets.pin }}":["{{ secrets.pin }}","x{{ secrets.pin }}",7,null,true]}}""";
        success.Output.GetRawText().ShouldBe(expected);
        failure.Output.GetRawText().ShouldBe(expected);
        failure.Error.Message.ShouldBe($"No host {Reference}.");
    }

    [Test]
    public void An_answer_that_was_cut_within_an_echo_shows_no_beginning_of_it()
    {
        var cut = JsonElement.Parse("""{"status":200,"body":"token=123456","truncated":true}""");

        Mask.Hide(StepResult.Succeed(cut)).ShouldBeOfType<StepResult.Succeeded>()
            .Output.GetProperty("body").GetString().ShouldBe("token={{ secrets.pin }}");
    }

    [TestCase("/services/T0AB1CD2E/xyZ9-hidden?k=1")]
    [TestCase("/services/T0AB1CD2E/xyZ9-hidden")]
    [TestCase("xyZ9-hidden")]
    public void Of_an_address_that_is_a_secret_the_path_is_hidden_alone(string echo) =>
        new SecretMask(new Dictionary<string, string> { ["hook"] = "https://hooks.test/services/T0AB1CD2E/xyZ9-hidden?k=1" })
            .Hide($"POST {echo} from hooks.test").ShouldBe("POST {{ secrets.hook }} from hooks.test");

    [Test]
    public void What_a_template_made_of_a_secret_is_hidden_where_it_differs_from_the_record()
    {
        var recorded = JsonElement.Parse("""{"headers":{"A":"v1={{ secrets.pin }};n"},"body":["{{ secrets.pin }}","same"]}""");
        var sent = JsonElement.Parse("""{"headers":{"A":"v1=0fa9c27e51b3;n"},"body":["87654321","same"]}""");

        var hidden = Mask.With(WorkedOut.From(recorded, sent)).Hide("got 0FA9C27E51B3 and 87654321, same as before");

        hidden.ShouldBe("got {{ secrets.pin }} and {{ secrets.pin }}, same as before");
    }

    private static IEnumerable<string> Echoes()
    {
        yield return Value;
        yield return JsonSerializer.Serialize(Value).Trim('"');
        yield return Uri.EscapeDataString(Value);
        yield return WebUtility.UrlEncode(Value);
        yield return WebUtility.HtmlEncode(Value);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(Value));
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(Value));
        yield return Value.ToUpperInvariant();
        yield return Uri.EscapeDataString(Value).ToLowerInvariant();
        yield return Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value));
    }
}

using Financbase.Web.Monitoring;

namespace Financbase.Web.Tests.Monitoring;

public sealed class RedactionTests
{
    [TestCase("key fb_live_1234abcdAAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH123456 refused", "key fb_live_1234abcd[redacted] refused")]
    [TestCase("Authorization was Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc", "Authorization was Bearer [redacted]")]
    [TestCase("Host=db;Username=financbase_app;Password=hunter2;Database=x", "Host=db;Username=financbase_app;Password=[redacted];Database=x")]
    [TestCase("""{"secret": "two words", "n": 1}""", """{"secret": [redacted], "n": 1}""")]
    [TestCase("GET https://x.example/a?token=abc&b=1", "GET https://x.example/a?token=[redacted]&b=1")]
    [TestCase("no mail for owner.name+tag@demo.test today", "no mail for [redacted] today")]
    [TestCase("IBAN DE89 3704 0044 0532 0130 00 is known", "IBAN [redacted] is known")]
    [TestCase("IBAN DE89370400440532013000 is known", "IBAN [redacted] is known")]
    [TestCase("card 4111 1111 1111 1111 declined", "card [redacted] declined")]
    [TestCase("4111111111111112 is no card", "4111111111111112 is no card")]
    [TestCase("Execution 019aa2b4-7c1e-7def-8123-456789abcdef ended after 12.5 ms", "Execution 019aa2b4-7c1e-7def-8123-456789abcdef ended after 12.5 ms")]
    public void Takes_secrets_and_personal_data_out_and_leaves_the_rest(string text, string expected) =>
        Redaction.Text(text).ShouldBe(expected);

    [TestCase("Password", "x", "[redacted]")]
    [TestCase("apiKey", "x", "[redacted]")]
    [TestCase("Consumer", "workflows", "workflows")]
    public void A_field_that_is_named_after_a_secret_is_hidden_whatever_it_holds(string name, string value, string expected) =>
        Redaction.Value(name, value).ShouldBe(expected);
}

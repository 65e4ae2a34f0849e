using Financbase.Domain.Access;

namespace Financbase.Domain.Tests.Access;

public sealed class ApiKeyTokenTests
{
    [TestCase(ApiKeyMode.Live, "fb_live_")]
    [TestCase(ApiKeyMode.Test, "fb_test_")]
    public void A_generated_key_names_its_mode_and_reads_back(ApiKeyMode mode, string prefix)
    {
        var token = ApiKeyToken.Generate(mode);

        token.Reveal().ShouldStartWith(prefix);
        token.Reveal().Length.ShouldBe(54);
        ApiKeyToken.TryParse(token.Reveal(), out var again).ShouldBeTrue();
        again.Mode.ShouldBe(mode);
        again.PublicId.ShouldBe(token.PublicId);
    }

    [Test]
    public void The_checksum_is_the_ordinary_crc_32_so_that_any_leak_scanner_can_verify_it()
    {
        // zlib.crc32(b"fb_live_" + b"0" * 40) == 1264314351, which is 1NYvux in base 62.
        var text = "fb_live_" + new string('0', 40) + "1NYvux";

        ApiKeyToken.TryParse(text, out _).ShouldBeTrue();
    }

    [Test]
    public void Any_changed_character_is_refused()
    {
        var text = ApiKeyToken.Generate(ApiKeyMode.Live).Reveal();

        for (var at = 0; at < text.Length; at++)
        {
            var changed = text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..];
            ApiKeyToken.TryParse(changed, out _).ShouldBeFalse(changed);
        }
    }

    [Test]
    public void A_live_key_does_not_pass_as_a_test_key()
    {
        var text = ApiKeyToken.Generate(ApiKeyMode.Live).Reveal();

        ApiKeyToken.TryParse(text.Replace("fb_live_", "fb_test_", StringComparison.Ordinal), out _).ShouldBeFalse();
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("fb_live_")]
    [TestCase("sk_live_0123456789012345678901234567890123456789012345")]
    [TestCase("fb_live_ab12cd34€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€012345")]
    public void What_is_not_a_key_is_refused(string? text) => ApiKeyToken.TryParse(text, out _).ShouldBeFalse();

    [Test]
    public void In_a_log_only_the_prefix_and_the_public_id_show()
    {
        var token = ApiKeyToken.Generate(ApiKeyMode.Live);

        $"{token}".ShouldBe($"fb_live_{token.PublicId}…");
    }

    [Test]
    public void Two_keys_are_never_the_same() => Enumerable.Range(0, 1_000)
        .Select(_ => ApiKeyToken.Generate(ApiKeyMode.Live).Reveal())
        .ShouldBeUnique();
}

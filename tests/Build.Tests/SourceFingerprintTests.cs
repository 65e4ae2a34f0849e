using Financbase.Build.Web;

namespace Financbase.Build.Tests;

public sealed class SourceFingerprintTests
{
    private TemporaryFolder _clone = null!;

    [SetUp]
    public void MakeClone()
    {
        _clone = new TemporaryFolder();
        _clone.Write("src/Web/Program.cs", "one");
    }

    [TearDown]
    public void RemoveClone() => _clone.Dispose();

    [Test]
    public void It_changes_with_a_source_and_with_the_configuration()
    {
        var before = Fingerprint();
        Fingerprint("Debug").ShouldNotBe(before);

        _clone.Write("src/Web/Program.cs", "three");
        Fingerprint().ShouldNotBe(before);
    }

    [Test]
    public void It_changes_when_a_source_is_removed()
    {
        var page = _clone.Write("src/Web/Pages/Index.cshtml", "page");
        var before = Fingerprint();

        File.Delete(page);

        Fingerprint().ShouldNotBe(before);
    }

    [Test]
    public void What_the_compiler_makes_does_not_change_it()
    {
        var before = Fingerprint();

        _clone.Write("src/Web/obj/project.assets.json", "{}");
        _clone.Write("src/Web/wwwroot/lib/htmx.js", "//");

        Fingerprint().ShouldBe(before);
    }

    private string Fingerprint(string configuration = "Release") => SourceFingerprint.Of(_clone.Path, configuration);
}

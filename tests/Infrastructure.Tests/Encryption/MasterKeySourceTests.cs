using Financbase.Infrastructure.Encryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Financbase.Infrastructure.Tests.Encryption;

public sealed class MasterKeySourceTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("financbase-key-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_missing_key_file_is_made_once_and_is_for_its_owner_only()
    {
        var file = Path.Combine(_folder, "new", "master.key");

        var first = Load("Production", ("Encryption:KeyFile", file));
        var second = Load("Production", ("Encryption:KeyFile", file));

        second.Derive("x").ShouldBe(first.Derive("x"));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public void Processes_that_start_together_agree_on_one_key()
    {
        for (var round = 0; round < 1_000; round++)
        {
            var file = Path.Combine(_folder, $"{round}", "master.key");
            using var together = new Barrier(8);

            var keys = new string[together.ParticipantCount];
            var starting = keys.Select((_, i) => new Thread(() =>
            {
                together.SignalAndWait();
                keys[i] = Convert.ToHexString(Load("Production", ("Encryption:KeyFile", file)).Derive("x"));
            })).ToList();
            starting.ForEach(thread => thread.Start());
            starting.ForEach(thread => thread.Join());

            keys.Distinct().ShouldHaveSingleItem();
        }
    }

    [Test]
    public void Outside_development_a_key_must_be_configured() =>
        Should.Throw<InvalidOperationException>(() => Load("Production")).Message.ShouldContain("Encryption__KeyFile");

    [TestCase("short")]
    [TestCase("not base 64 at all!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_key_of_another_size_is_named(string key) =>
        Should.Throw<InvalidOperationException>(() => Load("Production", ("Encryption:Key", key))).Message.ShouldContain("Encryption__Key");

    [Test]
    public void Each_purpose_has_a_key_of_its_own()
    {
        var master = Load("Production", ("Encryption:Key", Convert.ToBase64String(new byte[32])));

        master.Derive("a").ShouldNotBe(master.Derive("b"));
        master.Derive("a").Length.ShouldBe(32);
    }

    private static MasterKey Load(string environment, params (string Key, string Value)[] settings) => MasterKeySource.Load(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build(),
        new HostingEnvironment { EnvironmentName = environment });
}

namespace Financbase.Build.Tests;

public sealed class SecretsTests
{
    private TemporaryFolder _folder = null!;
    private string _file = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _file = Path.Combine(_folder.Path, "secrets.json");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_secret_is_made_once_and_kept()
    {
        var first = new Secrets(_file).Get("demo-password");

        first.Length.ShouldBe(24);
        new Secrets(_file).Get("demo-password").ShouldBe(first);
    }

    [Test]
    public void Each_name_has_a_secret_of_its_own()
    {
        var secrets = new Secrets(_file);

        secrets.Get("postgres-app").ShouldNotBe(secrets.Get("postgres-owner"));
    }

    [Test]
    public void Only_the_owner_may_read_the_file()
    {
        new Secrets(_file).Get("demo-password");

        File.GetUnixFileMode(_file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public void A_damaged_file_is_named_and_left_as_it_is()
    {
        File.WriteAllText(_file, "{ \"demo-password\": ");

        Should.Throw<Failure>(() => new Secrets(_file).Get("demo-password")).Message.ShouldStartWith($"{_file} is damaged");
        File.ReadAllText(_file).ShouldBe("{ \"demo-password\": ");
    }
}

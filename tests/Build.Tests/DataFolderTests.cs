namespace Financbase.Build.Tests;

public sealed class DataFolderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_folder_with_other_files_is_refused_and_left_as_it_is()
    {
        var file = _folder.Write("app/holiday.txt", "sea");

        Should.Throw<Failure>(() => DataFolder.Open(_folder.Path)).Message.ShouldContain("holds other files already");
        File.ReadAllText(file).ShouldBe("sea");
    }

    [Test]
    public void A_folder_where_the_application_made_its_key_before_is_taken_over()
    {
        var key = _folder.Write("master.key", "key");

        DataFolder.Open(_folder.Path).MasterKey.ShouldBe(key);
        File.ReadAllText(key).ShouldBe("key");
    }

    [Test]
    public void Clearing_removes_only_what_Financbase_put_there()
    {
        var data = DataFolder.Open(Path.Combine(_folder.Path, "data"));
        Directory.CreateDirectory(data.PathOf("postgres", "data"));
        File.WriteAllText(data.PathOf("notes.txt"), "mine");

        data.Clear();

        Directory.EnumerateFileSystemEntries(data.Path).ShouldBe([data.PathOf("notes.txt")]);
    }
}

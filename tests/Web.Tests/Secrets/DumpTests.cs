using System.Text;
using Financbase.Testing.Database;

namespace Financbase.Web.Tests.Secrets;

/// <summary>Plants what nobody may find through API, pages, mails and a workflow, then searches a dump of the database and the log.</summary>
public sealed class DumpTests
{
    private const string Canary = "canary-sEcret/value+9f8e7d";

    [Test]
    public async Task Neither_a_dump_nor_the_log_tells_a_number_a_secret_a_token_or_a_password()
    {
        await using var scene = await DumpScene.StartAsync();
        await scene.PlantAsync();

        var dump = await DatabaseDump.OfAsync(scene.App.Database);
        var logs = new DatabaseDump(scene.Logs);

        dump.Find(DumpScene.Control).ShouldBe("in clear", "What is not hidden must be found, else the search proves nothing.");
        dump.Find("page-account-name").ShouldBe("in clear");
        logs.Find("CreateSecret ended").ShouldBe("in clear");
        scene.Canaries.Count.ShouldBeGreaterThan(22);
        foreach (var canary in scene.Canaries)
        {
            dump.Find(canary).ShouldBeNull($"“{canary}” lies in the dump.");
            logs.Find(canary).ShouldBeNull($"“{canary}” lies in the log.");
        }
    }

    [TestCase("in clear")]
    [TestCase("escaped for JSON")]
    [TestCase("hexadecimal")]
    [TestCase("UTF-16")]
    [TestCase("base 64 at 0")]
    [TestCase("base 64 at 1")]
    [TestCase("base 64 at 2")]
    [TestCase("base 64 at 1 as bytes")]
    public void The_search_finds_what_is_there(string form)
    {
        var text = form switch
        {
            "in clear" => Canary,
            "escaped for JSON" => Canary.Replace("+", @"\\u002B", StringComparison.Ordinal),
            "hexadecimal" => Convert.ToHexStringLower(Encoding.UTF8.GetBytes("x" + Canary + "y")),
            "UTF-16" => Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Canary)),
            "base 64 at 0" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary + "tail")),
            "base 64 at 1" => Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Canary + "tail")),
            "base 64 at 2" => Convert.ToBase64String(Encoding.UTF8.GetBytes("xy" + Canary + "tail")),
            _ => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Canary + "tail")))),
        };

        new DatabaseDump($"COPY x FROM stdin;\n1\t{text}\n\\.\n").Find(Canary).ShouldBe(form);
    }
}

using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class StatementContinuityAcrossImportsTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_statement_that_opens_elsewhere_than_the_last_import_closed_is_taken_with_a_warning_that_stays()
    {
        var account = await _ours.OpenAccountAsync();
        (await _ours.ImportAsync(account, Statement("260601", "100,00", "10,00", "110,00"))).Value.Statements[0].Continuous.ShouldBe(true);

        const string gap = "260603";
        var preview = (await _ours.SendAsync(new PreviewStatement(account, File(Statement(gap, "150,00", "10,00", "160,00"))))).Value;
        var import = (await _ours.ImportAsync(account, Statement(gap, "150,00", "10,00", "160,00"))).Value;
        var kept = (await _ours.SendAsync(new GetStatementImport(account, import.ImportId))).Value;
        var history = (await _ours.SendAsync(new ListStatementImports(account, new PageRequest()))).Value.Items;

        foreach (var statement in new[] { preview.Statements[0], import.Statements[0], kept.Statements[0] })
        {
            (statement.Continuous, statement.Difference?.ToPlainString()).ShouldBe((false, "40.00"));
        }

        history.Select(entry => (entry.Continuous, entry.Difference?.ToPlainString())).ShouldBe([(false, "40.00"), (true, null)]);
        import.Imported.ShouldBe(1);
    }

    [Test]
    public async Task Within_one_file_each_statement_follows_the_one_before()
    {
        var account = await _ours.OpenAccountAsync();

        var import = (await _ours.ImportAsync(
            account,
            Statement("260601", "100,00", "10,00", "110,00") + Statement("260601", "110,00", "5,00", "115,00") + Statement("260602", "120,00", "1,00", "121,00"))).Value;

        import.Statements.Select(statement => (statement.Continuous, statement.Difference?.ToPlainString()))
            .ShouldBe([(true, "0.00"), (true, "0.00"), (false, "5.00")]);
    }

    [Test]
    public async Task Of_two_statements_of_one_day_the_later_closes_it()
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, Statement("260601", "100,00", "10,00", "110,00") + Statement("260601", "110,00", "5,00", "115,00"));

        (await _ours.ImportAsync(account, Statement("260602", "115,00", "1,00", "116,00"))).Value.Statements[0].Continuous.ShouldBe(true);
    }

    [Test]
    public async Task What_is_only_announced_is_counted_and_noted_and_comes_once_it_is_booked()
    {
        var account = await _ours.OpenAccountAsync();
        const string report = ":20:R\n:25:37040044/532013000\n:28C:1/1\n:34F:EURD0,\n:61:2606010601C10,00NTRFNONREF//B1\n:86:Soon\n-\n";

        var preview = (await _ours.SendAsync(new PreviewStatement(account, File(report)))).Value;
        var announced = (await _ours.ImportAsync(account, report)).Value;
        var booked = (await _ours.ImportAsync(account, Statement("260601", "100,00", "10,00", "110,00"))).Value;

        preview.Lines.ShouldHaveSingleItem().NotBooked.ShouldBeTrue();
        (announced.Imported, announced.Statements[0].NotBooked).ShouldBe((0, 1));
        announced.Statements[0].Note.ShouldBe("1 line is not booked yet by the bank and left out. A later statement brings what is booked.");
        (booked.Imported, booked.Statements[0].Continuous, booked.Statements[0].Note).ShouldBe((1, true, null));
        (await _ours.LinesAsync(account)).Count.ShouldBe(1);
        (await _ours.SendAsync(new ListStatementImports(account, new PageRequest()))).Value.Items.Select(entry => entry.NotBooked).ShouldBe([0, 1]);
    }

    private static StatementFile File(string text) => new("statement", System.Text.Encoding.UTF8.GetBytes(text));

    private static string Statement(string day, string opening, string amount, string closing) =>
        $":20:S\n:25:37040044/532013000\n:28C:1/1\n:60F:C{day}EUR{opening}\n:61:{day}C{amount}NTRFNONREF\n:86:Paid {day} {closing}\n:62F:C{day}EUR{closing}\n-\n";
}

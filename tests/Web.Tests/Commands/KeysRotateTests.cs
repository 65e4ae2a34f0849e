using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Commands;

public sealed class KeysRotateTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private BankAccountId _one;
    private BankAccountId _other;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Encryption:RememberKeys", "00:00:00.2"), ("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
        _one = await _ours.OpenAccountAsync("One", iban: StatementFixture.Iban);
        _other = await _ours.OpenAccountAsync("Other", number: "12345678");
        await _ours.ImportAsync(_one, StatementFixture.Ofx);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Every_value_moves_to_a_new_version_and_reads_as_before()
    {
        var theirs = await _app.FoundAsync("theirs");
        await theirs.OpenAccountAsync("Theirs", number: "87654321");

        var (code, result, _) = await RunAsync("--json", "--organization", "ours");

        (code, result).ShouldBe((0, """{"organizations":1,"sealed":4,"left":0,"rewrapped":0}""" + "\n"));
        (await VersionsAsync("ours")).ShouldBe("2");
        (await VersionsAsync("theirs")).ShouldBe("1");
        (await _ours.SendAsync(new GetBankAccount(_one))).Value.Iban.ShouldBe(StatementFixture.Iban);
        (await _ours.SendAsync(new CreateBankAccount("Copy", "EUR", StatementFixture.Iban))).Error.ShouldBe(BankingErrors.IbanTaken);
        (await _ours.ImportAsync(_one, StatementFixture.Ofx)).Value.Imported.ShouldBe(0);
    }

    [Test]
    public async Task Stopped_in_the_middle_it_ends_what_was_begun_without_another_version()
    {
        var before = (string)(await _app.Database.ScalarAsync($"SELECT encode(number_sealed, 'hex') FROM bank_accounts WHERE id = '{_other}'"))!;
        await RunAsync();
        await _app.Database.ScalarAsync($"UPDATE bank_accounts SET number_sealed = decode('{before}', 'hex') WHERE id = '{_other}'");

        var (code, result, progress) = await RunAsync();

        (code, result).ShouldBe((0, "1 organizations, 1 values sealed anew, 0 left under old keys.\n"));
        progress.ShouldContain("ending an earlier rotation");
        (await VersionsAsync("ours")).ShouldBe("2");
        (await _ours.SendAsync(new GetBankAccount(_other))).Value.Number.ShouldBe("12345678");
    }

    [Test]
    public async Task A_value_that_cannot_be_opened_is_named_and_holds_up_no_other()
    {
        await _app.Database.ScalarAsync($"UPDATE bank_accounts SET number_sealed = set_byte(number_sealed, 40, 255 - get_byte(number_sealed, 40)) WHERE id = '{_other}'");

        var (code, result, progress) = await RunAsync();

        (code, result).ShouldBe((2, "1 organizations, 3 values sealed anew, 1 left under old keys.\n"));
        progress.ShouldContain($"The value of bank_accounts.number_sealed in row {_other} cannot be opened");
        (await _ours.SendAsync(new GetBankAccount(_one))).Value.Iban.ShouldBe(StatementFixture.Iban);
    }

    [Test]
    public async Task An_organization_that_does_not_exist_is_an_error() =>
        (await RunAsync("--organization", "nobody")).Progress.ShouldContain("There is no organization “nobody”");

    // The versions of the keys under which the numbers of an organization's accounts lie.
    private async Task<string> VersionsAsync(string slug) => (string)(await _app.Database.ScalarAsync($"""
        SELECT string_agg(DISTINCT k.version::text, ' ') FROM bank_accounts a JOIN organizations o ON o.id = a.organization_id
        JOIN data_keys k ON k.organization_id = o.id
            AND uuid_send(k.id) IN (substring(a.iban_sealed from 2 for 16), substring(a.number_sealed from 2 for 16))
        WHERE o.slug = '{slug}'
        """))!;

    private async Task<(int Code, string Result, string Progress)> RunAsync(params string[] options)
    {
        var (result, progress) = (new StringWriter(), new StringWriter());
        result.NewLine = "\n";
        var code = await Verbs.RunAsync(_app.Services, ["keys", "rotate", .. options], result, progress, CancellationToken.None);
        return (code, result.ToString(), progress.ToString());
    }
}

using System.Text;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Encryption;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class SealedNumbersTests
{
    private const string Iban = "DE89370400440532013000";
    private const string Number = "77315002468";
    private const string Statement = """
        Date;Amount;Description
        2026-06-01;-10.00;Transfer from DE89 3704 0044 0532 0130 00 to savings
        2026-06-02;-20.00;Fee for 77315002468, paid to NL91ABNA0417164300
        2026-06-03;ten;Amount of DE89370400440532013000 missing

        """;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_accounts_own_numbers_are_nowhere_in_its_tables_but_its_owner_reads_them()
    {
        var ours = await _app.FoundAsync("clear");
        var account = await ours.OpenAccountAsync("Main", iban: Iban, number: Number);
        var file = new StatementFile($"{Iban}_june.csv", Encoding.UTF8.GetBytes(Statement));
        (await ours.SendAsync(new StageStatement(account, file))).Error.ShouldBeNull();

        var import = (await ours.SendAsync(new ImportStatement(account, file))).Value;

        import.FileName.ShouldBe("****3000_june.csv");
        import.RejectedCount.ShouldBe(1);
        (await ours.LinesAsync(account)).Select(line => line.Description).ShouldBe(
            ["Fee for ****2468, paid to NL91ABNA0417164300", "Transfer from ****3000 to savings"]);
        var view = (await ours.SendAsync(new GetBankAccount(account))).Value;
        (view.Iban, view.Number).ShouldBe((Iban, Number));
        foreach (var table in new[] { "bank_accounts", "bank_transactions", "statement_imports", "statement_uploads", "events" })
        {
            var rows = (string)(await _app.Database.ScalarAsync($"SELECT string_agg(r::text, ' ') FROM {table} r"))!;
            rows.ShouldNotContain("0532013000", customMessage: table);
            rows.ShouldNotContain(Number, customMessage: table);
            rows.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes("0532013000")), customMessage: table);
        }
    }

    [Test]
    public async Task Lines_that_name_their_account_are_known_again()
    {
        var ours = await _app.FoundAsync("again");
        var account = await ours.OpenAccountAsync("Main", iban: Iban, number: Number);

        (await ours.ImportAsync(account, Statement)).Value.Imported.ShouldBe(2);
        var repeated = (await ours.ImportAsync(account, Statement)).Value;

        (repeated.Imported, repeated.Duplicates).ShouldBe((0, 2));
    }

    [Test]
    public async Task The_same_iban_twice_is_refused_within_an_organization_only()
    {
        var ours = await _app.FoundAsync("twice");
        await ours.OpenAccountAsync("Main", iban: Iban);

        (await ours.SendAsync(new CreateBankAccount("Copy", "EUR", "DE89 3704 0044 0532 0130 00"))).Error.ShouldBe(BankingErrors.IbanTaken);
        (await (await _app.FoundAsync("elsewhere")).SendAsync(new CreateBankAccount("Copy", "EUR", Iban))).Error.ShouldBeNull();
    }

    [Test]
    public async Task A_number_put_into_another_row_is_not_shown_as_that_rows()
    {
        var ours = await _app.FoundAsync("swapped");
        var mine = await ours.OpenAccountAsync("Mine", number: "11112222");
        var other = await ours.OpenAccountAsync("Other", number: "33334444");
        await _app.Database.ScalarAsync($"""
            UPDATE bank_accounts SET number_sealed = (SELECT number_sealed FROM bank_accounts WHERE id = '{other}') WHERE id = '{mine}'
            """);

        var broken = await Should.ThrowAsync<SealBrokenException>(() => ours.SendAsync(new GetBankAccount(mine)));

        broken.Message.ShouldBe(
            $"The value of bank_accounts.number_sealed in row {mine} cannot be opened: it was sealed for another place, or changed since.");
        await Should.ThrowAsync<SealBrokenException>(() => ours.SendAsync(new ListStatementImports(mine, new PageRequest())));
        (await ours.SendAsync(new GetBankAccount(other))).Value.Number.ShouldBe("33334444");
    }
}

using Financbase.Application.Banking;
using Financbase.Application.Organizations;
using Financbase.Domain.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>What pages show of an account without counting its lines is what counting them would show.</summary>
public sealed class AccountTotalsTests
{
    private const string Counted = """
        SELECT count(*) || ' ' || count(*) FILTER (WHERE status = 'unreviewed') || ' ' || COALESCE(sum(amount_minor), 0)
        FROM bank_transactions
        """;

    private const string Kept = "SELECT sum(lines) || ' ' || sum(unreviewed) || ' ' || sum(amount_minor) FROM bank_account_totals";

    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private BankAccountId _account;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _organization = await _app.FoundAsync("harbor");
        _account = (await _organization.SendAsync(new CreateBankAccount("Operating account", StatementFixture.Currency, StatementFixture.Iban, null))).Value.Id;
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task They_follow_an_import_its_repetition_and_its_undoing()
    {
        var file = new StatementFile(StatementFixture.CsvName, StatementFixture.Csv);
        var import = (await _organization.SendAsync(new ImportStatement(_account, file))).Value;
        await KeptIsCountedAsync(StatementFixture.Lines);

        await _organization.SendAsync(new ImportStatement(_account, file));
        await KeptIsCountedAsync(StatementFixture.Lines);
        (await _organization.SendAsync(new GetOverview())).Value.Lines.ShouldBe(StatementFixture.Lines);

        (await _organization.SendAsync(new UndoStatementImport(_account, import.ImportId))).IsSuccess.ShouldBeTrue();
        (await _organization.SendAsync(new GetBankAccount(_account))).Value.Lines
            .ShouldBe(Convert.ToInt32(await _app.Database.ScalarAsync("SELECT count(*) FROM bank_transactions"), null));
    }

    [Test]
    public async Task They_follow_lines_that_are_changed_past_the_application()
    {
        await _organization.SendAsync(new ImportStatement(_account, new StatementFile(StatementFixture.CsvName, StatementFixture.Csv)));
        await using var owner = NpgsqlDataSource.Create(_app.Database.Owner);
        await using var change = owner.CreateCommand("""
            UPDATE bank_transactions SET amount_minor = amount_minor + 7, status = 'excluded' WHERE amount_minor < 0;
            DELETE FROM bank_transactions WHERE amount_minor > 0
            """);
        await change.ExecuteNonQueryAsync();

        await KeptIsCountedAsync();
    }

    [Test]
    public async Task The_application_itself_cannot_write_them()
    {
        await using var app = NpgsqlDataSource.Create(_app.Database.App);
        await using var write = app.CreateCommand("UPDATE bank_account_totals SET lines = 0");

        (await Should.ThrowAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private async Task KeptIsCountedAsync(int? lines = null)
    {
        var counted = (string)(await _app.Database.ScalarAsync(Counted))!;
        (await _app.Database.ScalarAsync(Kept)).ShouldBe(counted);
        if (lines is not null)
            counted.ShouldStartWith($"{lines} {lines} ");
    }
}

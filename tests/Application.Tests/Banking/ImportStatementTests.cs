using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class ImportStatementTests
{
    private const string Twins = "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n2026-06-01,Coffee,-4.50\n2026-06-02,Rent,-900.00\n";

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
    public async Task A_statement_is_imported_to_the_last_line_and_twins_stay_two()
    {
        var account = await _ours.OpenAccountAsync(iban: StatementFixture.Iban);

        var import = (await _ours.ImportAsync(account, StatementFixture.Ofx)).Value;

        (import.Imported, import.Duplicates, import.RejectedCount).ShouldBe((StatementFixture.Lines, 0, 0));
        var statement = import.Statements.ShouldHaveSingleItem();
        statement.ClosingBalance!.Value.ToPlainString().ShouldBe(StatementFixture.ClosingBalance);
        var lines = await _ours.LinesAsync(account);
        lines.Count.ShouldBe(StatementFixture.Lines);
        lines.Count(line => line.Description == StatementFixture.Twin).ShouldBe(2);
        lines.ShouldAllBe(line => line.Status == BankTransactionStatus.Unreviewed && line.ImportId == import.ImportId);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Importing_again_adds_nothing_in_the_same_or_in_the_other_format(bool sameFormat)
    {
        var account = await _ours.OpenAccountAsync(number: sameFormat ? StatementFixture.Iban : "0532013000");
        await _ours.ImportAsync(account, StatementFixture.Ofx);

        var again = (await _ours.ImportAsync(account, sameFormat ? StatementFixture.Ofx : StatementFixture.Csv)).Value;

        (again.Imported, again.Duplicates).ShouldBe((0, StatementFixture.Lines));
        (await _ours.LinesAsync(account)).Count.ShouldBe(StatementFixture.Lines);
    }

    [Test]
    public async Task Overlapping_statements_book_each_line_once_and_their_balances_go_on()
    {
        var account = await _ours.OpenAccountAsync();
        static string Days(int from, int to) => "Date;Description;Amount;Balance\n" + string.Concat(
            Enumerable.Range(from, to - from + 1).Select(day => $"2026-06-{day:D2};Coffee;-4,00;{1000 - 4 * day},00\n"));

        (await _ours.ImportAsync(account, Days(1, 15))).Value.Statements[0].Continuous.ShouldBe(true);
        var second = (await _ours.ImportAsync(account, Days(10, 30))).Value;

        (second.Imported, second.Duplicates, second.Statements[0].Continuous).ShouldBe((15, 6, true));
        (await _ours.LinesAsync(account)).Select(line => line.Date).Distinct().Count().ShouldBe(30);
    }

    [Test]
    public async Task A_statement_that_is_missing_in_between_shows_as_a_difference()
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, "Date,Description,Amount,Balance\n2026-06-01,A,10.00,110.00\n");

        var later = (await _ours.ImportAsync(account, "Date,Description,Amount,Balance\n2026-06-20,C,5.00,135.00\n")).Value;

        later.Statements[0].Continuous.ShouldBe(false);
        later.Statements[0].Difference.ShouldBe(new Money(2000, Currency.Of("EUR")));
    }

    [Test]
    public async Task Lines_that_cannot_be_read_are_told_with_their_line_and_the_others_are_imported()
    {
        var account = await _ours.OpenAccountAsync();

        var import = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\nsometime,B,2.00\n2026-06-03,C,many\n")).Value;

        import.Imported.ShouldBe(1);
        import.Rejected.Select(line => (line.Line, line.Reason)).ShouldBe([(3, "“sometime” is not a date."), (4, "“many” is not an amount.")]);
    }

    [Test]
    public async Task A_mapping_that_was_given_is_remembered_for_the_account()
    {
        var account = await _ours.OpenAccountAsync();
        const string head = "Day,Note,Value\n";
        (await _ours.ImportAsync(account, head + "01/02/2026,A,1.00\n")).Error!.Code.ShouldBe("banking.mapping_needed");

        var profile = new CsvProfile { Date = "Day", DateFormat = "dd/MM/yyyy", Amount = "Value", Description = ["Note"] };
        (await _ours.ImportAsync(account, head + "01/02/2026,A,1.00\n", profile)).IsSuccess.ShouldBeTrue();
        (await _ours.ImportAsync(account, head + "01/03/2026,B,1.00\n")).Value.Imported.ShouldBe(1);

        (await _ours.LinesAsync(account)).Select(line => line.Date).ShouldBe([new DateOnly(2026, 3, 1), new DateOnly(2026, 2, 1)]);
    }

    [TestCase("banking.mapping_mismatch", "Datum", "The column “Datum” is not in this file. It has: Date, Description, Amount.")]
    public async Task A_mapping_that_does_not_fit_names_the_column_and_books_nothing(string code, string column, string message)
    {
        var account = await _ours.OpenAccountAsync();

        var refused = (await _ours.ImportAsync(account, Twins, new CsvProfile { Date = column, Amount = "Amount" })).Error!;

        (refused.Code, refused.Message).ShouldBe((code, message));
        refused.Fields!.Keys.ShouldBe(["profile.date"]);
        (await CountAsync("statement_imports", account)).ShouldBe(0);
    }

    [Test]
    public async Task Another_accounts_file_is_refused_by_number_iban_or_what_came_before()
    {
        var byIban = await _ours.OpenAccountAsync(iban: "DE02120300000000202051");
        var byNumber = await _ours.OpenAccountAsync(number: "99887766");
        var byHistory = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(byHistory, "Date,Description,Amount,Account\n2026-06-01,A,1.00,12345678\n");

        foreach (var account in new[] { byIban, byNumber, byHistory })
        {
            foreach (var file in new[] { StatementFixture.Ofx, StatementFixture.Csv })
            {
                var refused = (await _ours.ImportAsync(account, file)).Error!;
                refused.Code.ShouldBe("banking.wrong_account");
                refused.Message.ShouldStartWith($"This statement belongs to another account, ****{StatementFixture.Iban[^4..]}.");
            }
        }

        (await CountAsync("bank_transactions", byIban, byNumber)).ShouldBe(0);
    }

    [Test]
    public async Task Of_a_file_with_several_accounts_only_the_named_one_is_taken()
    {
        const string file = "Date,Description,Amount,Account\n2026-06-01,A,1.00,Checking\n2026-06-02,B,2.00,Savings\n2026-06-03,C,3.00,Savings\n";

        (await _ours.ImportAsync(await _ours.OpenAccountAsync(), file)).Error!.Code.ShouldBe("banking.several_accounts");
        var import = (await _ours.ImportAsync(await _ours.OpenAccountAsync("Savings"), file)).Value;

        import.Imported.ShouldBe(2);
        import.Statements.Select(statement => (statement.Account, statement.Imported, statement.Skipped)).ShouldBe(
            [("Checking", 0, "It belongs to another account."), ("Savings", 2, null)]);
    }

    [Test]
    public async Task A_statement_in_another_currency_is_refused()
    {
        var account = await _ours.OpenAccountAsync(currency: "USD", number: StatementFixture.Iban);

        (await _ours.ImportAsync(account, StatementFixture.Csv)).Error!.Code.ShouldBe("banking.wrong_currency");
        (await _ours.ImportAsync(account, StatementFixture.Ofx)).Error!.Code.ShouldBe("banking.wrong_currency");
    }

    [Test]
    public async Task Two_imports_of_one_file_at_once_book_each_line_once()
    {
        var account = await _ours.OpenAccountAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _ours.ImportAsync(account, StatementFixture.Ofx)));

        results.Sum(result => result.Value.Imported).ShouldBe(StatementFixture.Lines);
        results.Sum(result => result.Value.Duplicates).ShouldBe(5 * StatementFixture.Lines);
        (await _ours.LinesAsync(account)).Count.ShouldBe(StatementFixture.Lines);
        (await EventsAsync(account, "bank_transaction.created")).ShouldBe(StatementFixture.Lines);
    }

    [Test]
    public async Task Every_line_and_the_import_itself_are_told_as_events()
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, Twins);

        (await EventsAsync(account, "bank_transaction.created")).ShouldBe(3);
        (await EventsAsync(account, "bank_statement.imported")).ShouldBe(1);
        (await _app.Database.ScalarAsync($"SELECT data->'amount' FROM events WHERE data->>'bankAccountId' = '{account}' AND data->>'description' = 'Rent'"))
            .ShouldBe("{\"value\": \"-900.00\", \"currency\": \"EUR\"}");
    }

    [TestCase(Application.Banking.Automations.All, 3, 0)]
    [TestCase(Application.Banking.Automations.New, 1, 2)]
    [TestCase(Application.Banking.Automations.None, 0, 3)]
    public async Task Automations_start_for_all_lines_for_new_ones_or_for_none(Application.Banking.Automations automations, int live, int backfill)
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,First,1.00\n", automations: Application.Banking.Automations.None);

        await _ours.ImportAsync(account, Twins, automations: automations);

        (await EventsAsync(account, "bank_transaction.created", "AND origin = 'live'")).ShouldBe(live);
        (await EventsAsync(account, "bank_transaction.created", "AND origin = 'backfill'")).ShouldBe(backfill + 1);
    }

    [Test]
    public async Task Nobody_imports_into_another_organizations_account_or_without_the_permission()
    {
        var account = await _ours.OpenAccountAsync();
        var theirs = await _app.FoundAsync("theirs");

        var foreign = (await theirs.ImportAsync(account, Twins)).Error!;
        var unknown = (await theirs.ImportAsync(EntityId.New<BankAccountId>(), Twins)).Error!;

        foreign.ShouldBe(unknown);
        foreign.Kind.ShouldBe(ErrorKind.NotFound);
        (await _ours.ImportAsync(account, Twins, role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await CountAsync("bank_transactions", account)).ShouldBe(0);
    }

    private async Task<long> CountAsync(string table, params BankAccountId[] accounts) => (long)(await _app.Database.ScalarAsync(
        $"SELECT count(*) FROM {table} WHERE bank_account_id IN ({string.Join(',', accounts.Select(account => $"'{account}'"))})"))!;

    private async Task<long> EventsAsync(BankAccountId account, string type, string condition = "") => (long)(await _app.Database.ScalarAsync(
        $"SELECT count(*) FROM events WHERE type = '{type}' AND data->>'bankAccountId' = '{account}' {condition}"))!;
}

using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Ledger;

/// <summary>What is posted cannot be made wrong, not even by who speaks to the database itself, as the owner of its tables.</summary>
public sealed class LedgerGuardsTests
{
    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private TestBooks _books = null!;
    private Guid _entry;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _organization = await _app.FoundAsync("harbor");
        _books = await TestBooks.OpenAsync(_organization);
        _entry = (await _books.PostAsync(new DateOnly(2026, 6, 15), _books.Rent, _books.Bank, 12.50m)).Value.Id.Value;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_posting_is_neither_changed_nor_removed()
    {
        (await RefusalAsync("UPDATE postings SET amount_minor = amount_minor * 2")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync("DELETE FROM postings")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync("TRUNCATE postings")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync("UPDATE journal_entries SET date = date + 1")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync("DELETE FROM journal_entries")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task Nothing_is_added_to_an_entry_later()
    {
        (await RefusalAsync(Posting(_entry, 3, _books.Rent.Value, 5))).ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync($"{Posting(_entry, 3, _books.Rent.Value, 5)}, {Row(_entry, 4, _books.Bank.Value, -5)}")).ShouldBe("ck_journal_entries_whole");
    }

    [Test]
    public async Task An_entry_is_written_whole_or_not_at_all()
    {
        var id = Guid.CreateVersion7();
        (await RefusalAsync($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, _books.Bank.Value, -499)}")).ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}")).ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync($"{Entry(id, 2, 400)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, _books.Bank.Value, -500)}")).ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500, "2026-06-16")}, {Row(id, 2, _books.Bank.Value, -500, "2026-06-16")}"))
            .ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync(Entry(id, 2, 500))).ShouldBe("ck_journal_entries_whole");
        (await RefusalAsync($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, Guid.CreateVersion7(), -500)}")).ShouldBe("fk_postings_accounts");

        (await RefusalAsync($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, _books.Bank.Value, -500)}", rollBack: true)).ShouldBe("none");
    }

    [Test]
    public async Task The_application_itself_cannot_write_balances()
    {
        await using var app = NpgsqlDataSource.Create(_app.Database.App);
        foreach (var sql in new[] { "UPDATE account_months SET debit_minor = 0", "DELETE FROM postings", "UPDATE journal_entries SET memo = ''" })
        {
            await using var write = app.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    [Test]
    public async Task Whoever_closes_a_period_waits_for_those_who_post_whichever_way_it_is_closed()
    {
        var id = Guid.CreateVersion7();
        await using var posting = new NpgsqlConnection(_app.Database.Owner);
        await posting.OpenAsync();
        await using var work = await posting.BeginTransactionAsync();
        await using var post = new NpgsqlCommand($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, _books.Bank.Value, -500)}", posting, work);
        await post.ExecuteNonQueryAsync();

        var insert = $"SET LOCAL lock_timeout = '300ms'; INSERT INTO books (organization_id, locked_through) VALUES ('{_organization.Id}', '2026-06-30')";
        (await RefusalAsync(insert, rollBack: true)).ShouldBe(PostgresErrorCodes.LockNotAvailable);
        await work.RollbackAsync();
        (await RefusalAsync($"{insert}; UPDATE books SET locked_through = '2026-07-31'; {Entry(id, 2, 500)}", rollBack: true)).ShouldBe("ck_journal_entries_open_day");
        (await RefusalAsync(insert, rollBack: true)).ShouldBe("none");
    }

    [Test]
    public async Task Whoever_reserves_days_waits_for_those_who_post()
    {
        (await _organization.SendAsync(new ReservePeriod(new(2026, 1, 31)))).IsSuccess.ShouldBeTrue();
        await using var posting = new NpgsqlConnection(_app.Database.Owner);
        await posting.OpenAsync();
        await using var work = await posting.BeginTransactionAsync();
        var id = Guid.CreateVersion7();
        await using var post = new NpgsqlCommand($"{Entry(id, 2, 500)}; {Posting(id, 1, _books.Rent.Value, 500)}, {Row(id, 2, _books.Bank.Value, -500)}", posting, work);
        await post.ExecuteNonQueryAsync();

        (await RefusalAsync("SET LOCAL lock_timeout = '300ms'; UPDATE books SET reserved_through = '2026-06-30'", rollBack: true)).ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    private string Entry(Guid id, int lines, long total) => $"""
        INSERT INTO journal_entries (organization_id, id, date, memo, source, lines, total_minor, posted_at)
        VALUES ('{_organization.Id}', '{id}', '2026-06-15', '', 'manual', {lines}, {total}, now())
        """;

    private string Posting(Guid entry, int line, Guid account, long amount, string day = "2026-06-15") =>
        $"INSERT INTO postings (organization_id, entry_id, line, account_id, date, amount_minor) VALUES {Row(entry, line, account, amount, day)}";

    private string Row(Guid entry, int line, Guid account, long amount, string day = "2026-06-15") =>
        $"('{_organization.Id}', '{entry}', {line}, '{account}', '{day}', {amount})";

    // By the name of what refused, at once or at the end of the transaction.
    private async Task<string> RefusalAsync(string sql, bool rollBack = false)
    {
        await using var connection = new NpgsqlConnection(_app.Database.Owner);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
            await using var check = new NpgsqlCommand("SET CONSTRAINTS ALL IMMEDIATE", connection, transaction);
            await check.ExecuteNonQueryAsync();
            if (!rollBack)
                await transaction.CommitAsync();
            return "none";
        }
        catch (PostgresException refused)
        {
            return refused.ConstraintName ?? refused.SqlState;
        }
    }
}

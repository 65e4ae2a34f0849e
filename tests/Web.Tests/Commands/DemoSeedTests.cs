using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Financbase.Web.Tests.Commands;

/// <summary>The demo is made from fixed seeds: the same books wherever it is sown on the same day, of firms only, at addresses that nobody has.</summary>
public sealed partial class DemoSeedTests
{
    private static readonly string[] Tables =
    [
        "accounts", "allocations", "bank_accounts", "bank_rules", "bank_transactions", "bill_allocations", "bill_lines", "bills", "budget_lines", "budgets", "customers", "document_counters",
        "expenses", "invoice_lines", "invoices", "items", "journal_entries", "payments", "postings", "projects", "scheduled_entries", "tax_rates",
        "vendor_credit_lines", "vendor_credits", "vendor_payments", "vendors",
    ];

    // What an id stands for, in words that are the same everywhere.
    private const string Names = """
        SELECT id::text, name FROM (
            SELECT id, 'account ' || code AS name FROM accounts UNION ALL SELECT id, 'customer ' || name FROM customers UNION ALL SELECT id, 'vendor ' || name FROM vendors
            UNION ALL SELECT id, 'item ' || code FROM items UNION ALL SELECT id, 'project ' || code FROM projects UNION ALL SELECT id, 'rate ' || name FROM tax_rates
            UNION ALL SELECT id, 'invoice ' || COALESCE(reference, number) FROM invoices UNION ALL SELECT id, 'bill ' || number FROM bills UNION ALL SELECT id, email FROM users
            UNION ALL SELECT id, 'entry ' || date || ' ' || memo FROM journal_entries UNION ALL SELECT id, 'line ' || date || ' ' || description FROM bank_transactions
            UNION ALL SELECT id, 'expense ' || spent_on || ' ' || payee FROM expenses) named
        """;

    private static readonly TimeProvider Clock = new Noon();

    private TestApp _one = null!;
    private TestApp _other = null!;

    [OneTimeSetUp]
    public async Task Sow()
    {
        (_one, _other) = (await StartAsync(), await StartAsync());
        foreach (var app in new[] { _one, _other })
        {
            using var result = new StringWriter();
            using var progress = new StringWriter();
            (await Verbs.RunAsync(app.Services, ["seed", "demo"], result, progress, CancellationToken.None)).ShouldBe(0, $"{progress}");
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [TestCaseSource(nameof(Tables))]
    public async Task Two_databases_hold_the_same(string table)
    {
        var here = await RowsAsync(_one, table);

        here.ShouldNotBeEmpty();
        var there = await RowsAsync(_other, table);
        here.Except(there).Concat(there.Except(here)).ShouldBeEmpty();
        there.ShouldBe(here);
    }

    [TestCase("bank_transactions", 500)]
    [TestCase("invoices WHERE kind = 'invoice' AND status <> 'draft'", 80)]
    [TestCase("bills WHERE status = 'approved'", 30)]
    [TestCase("expenses", 30)]
    [TestCase("budget_lines", 100)]
    public async Task It_is_a_year_of_a_firm(string what, long least) => ((long)(await _one.Database.ScalarAsync($"SELECT count(*) FROM {what}"))!).ShouldBeGreaterThanOrEqualTo(least);

    [Test]
    public async Task Its_days_are_those_of_the_year_up_to_the_day_of_the_seed()
    {
        (await _one.Database.ScalarAsync("SELECT min(date)::text FROM journal_entries")).ShouldBe($"{Noon.Day.AddYears(-1):O}");
        (await _one.Database.ScalarAsync($"SELECT max(date) BETWEEN '{Noon.Day.AddDays(-7):O}' AND '{Noon.Day:O}' FROM journal_entries")).ShouldBe(true);
        (await _one.Database.ScalarAsync($"SELECT max(date) BETWEEN '{Noon.Day.AddDays(-7):O}' AND '{Noon.Day:O}' FROM bank_transactions")).ShouldBe(true);
    }

    [Test]
    public async Task Every_address_is_one_that_nobody_can_have_and_nobody_is_named()
    {
        var all = new List<string>();
        foreach (var table in await ListAsync(_one, "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"))
            all.AddRange(await ListAsync(_one, $"SELECT to_jsonb(t)::text FROM {table} t"));

        var domains = all.SelectMany(row => Domain().Matches(row).Select(found => found.Groups[1].Value.ToLowerInvariant())).Distinct().ToList();
        domains.Count.ShouldBeGreaterThan(20);
        domains.ShouldAllBe(domain => Reserved().IsMatch(domain));

        // Users are called by their role, and customers and vendors are firms: no column holds a person's name.
        (await ListAsync(_one, "SELECT email FROM users ORDER BY email")).ShouldBe(["accountant@demo.test", "operator@demo.test", "owner@demo.test", "owner@other.test", "viewer@demo.test"]);
        (await ListAsync(_one, "SELECT split_part(email, '@', 1) FROM customers UNION SELECT split_part(email, '@', 1) FROM vendors ORDER BY 1")).ShouldBeSubsetOf(
            ["accounts", "billing", "books", "finance", "hello", "invoices", "office", "orders", "payables", "purchasing", "sales", "service", "shop", "studio"]);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        services => services.AddVerbs().Replace(ServiceDescriptor.Singleton(Clock)), ("Demo:Password", TestPerson.Password), ("Process:Roles", "web"));

    /// <summary>Without what is different each time: moments, and ids that stand for nothing that has a name.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(TestApp app, string table)
    {
        var columns = await ListAsync(app, $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' AND data_type NOT IN ('timestamp with time zone', 'bytea') ORDER BY 1");
        var names = (await ListAsync(app, $"SELECT id || '|' || name FROM ({Names}) named")).Select(line => line.Split('|', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var rows = await ListAsync(app, $"SELECT concat_ws(' · ', {string.Join(", ", columns.Select(column => $"'{column}: ' || {column}::text"))}) FROM {table}");
        return [.. rows.Select(row => Id().Replace(row, found => names.GetValueOrDefault(found.Value, "-"))).Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> ListAsync(TestApp app, string sql)
    {
        await using var command = app.Database.SuperuserSource.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await rows.ReadAsync())
            list.Add(rows.GetString(0));
        return list;
    }

    [GeneratedRegex("[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"[\p{L}\d._%+-]+@([\p{L}\d-]+(?:\.[\p{L}\d-]+)+)")]
    private static partial Regex Domain();

    [GeneratedRegex(@"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost)$")]
    private static partial Regex Reserved();

    private sealed class Noon : TimeProvider
    {
        public static readonly DateOnly Day = new(2026, 11, 20);

        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(12, 0), TimeSpan.Zero);
    }
}

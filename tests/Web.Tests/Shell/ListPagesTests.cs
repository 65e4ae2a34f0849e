using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Shell;

/// <summary>What every list offers: a search that keeps to the organization, and all of it as a file.</summary>
public sealed partial class ListPagesTests
{
    private static readonly string[] Searchable = ["/banking", "/workflows", "/settings/members", "/settings/api-keys", "/settings/roles", "/settings/secrets", "/approvals", "/customers", "/invoices", "/quotes", "/recurring-invoices", "/bills", "/vendor-credits", "/expenses", "/vendors", "/journal/scheduled", "/budgets", "/projects", "/items", "/settings/tax-rates", "/accounts", "/journal", "/payment-files", "/settings/bank-rules", "/workflows/{workflow}/versions"];

    private static readonly string[] Searched =
    [
        .. Searchable, "/settings/members/invitations", "/settings/access/exceptions", "/banking/{account}/statements", "/monitoring/jobs",
    ];

    private static readonly string[] Lists =
    [
        .. Searched, "/workflows/executions", "/events", "/events/types", "/banking/{account}", "/banking/{giro}/reconcile", "/settings/exchange-rates", "/accounts/{costs}", "/projects/{project}",
        "/reports/general-ledger",
    ];

    // Where their files are tested.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["/settings/audit"] = nameof(Audit.AuditPagesTests),
        ["/settings/audit/security"] = nameof(Audit.AuditPagesTests),
        ["/operators/organizations"] = nameof(Operators.OrganizationsPageTests),
        ["/notifications"] = nameof(A_person_searches_their_notifications_of_every_organization),
        ["/account/sessions"] = nameof(Access.SessionsTests),
        ["/bills/pay"] = nameof(Purchases.ManyBillsTests),
        ["/payment-files/new"] = nameof(Purchases.ManyBillsTests),
    };

    // What is read in order and not looked through: lines of one statement, one account or project by their days, and events, by what they are of.
    private static readonly string[] Unsearched = ["/events", "/banking/{giro}/reconcile", "/accounts/{costs}", "/projects/{project}", "/reports/general-ledger"];

    // What is a handful of rows, of one kind.
    private static readonly string[] Unfiltered = ["/banking/{giro}/reconcile", "/budgets", "/settings/exchange-rates"];

    private static readonly string[] Resources =
    [
        "bank-accounts", "bank-accounts/{account}/statements", "workflows", "members", "api-keys", "roles", "secrets", "invitations", "approvals",
        "grants", "notifications", "customers", "invoices", "quotes", "recurring-invoices", "bills", "vendor-credits", "expenses", "vendors", "scheduled-entries", "budgets", "projects", "items", "tax-rates", "payment-files",
    ];

    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private TestBrowser _browser = null!;
    private Dictionary<string, string> _ids = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        (_ours, var theirs) = (await _app.FoundAsync("ours"), await _app.FoundAsync("theirs"));
        _ids = await FurnishAsync(_ours);
        await FurnishAsync(theirs);
        _browser = await TestBrowser.SignInAsync(_app, await _ours.AddMemberAsync("owner"));
        await _ours.IssueKeyAsync(await _ours.AddMemberAsync("admin"));
        await theirs.IssueKeyAsync(await theirs.AddMemberAsync("admin"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public void Every_page_with_a_list_is_here_or_where_its_file_is_tested()
    {
        string[] known = [.. Lists.Concat(Elsewhere.Keys).Select(Shape)];

        var pages = ListPages().ToList();

        pages.Count.ShouldBeGreaterThan(30);
        pages.Where(page => !known.Contains(Shape(page))).ShouldBeEmpty();
    }

    [Test]
    public async Task A_list_is_taken_home_as_a_file_with_the_own_rows_and_no_others([ValueSource(nameof(Lists))] string list)
    {
        using var answer = await _browser.GetAsync(Address(list) + "?handler=Csv");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(list == "/workflows/executions" ? 0 : 1);
        lines.ShouldAllBe(line => !line.Contains("theirs", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_list_is_searched_and_filtered_unless_there_is_a_reason([ValueSource(nameof(Lists))] string list)
    {
        var page = await TextAsync(list);

        SearchPart().IsMatch(page).ShouldBe(!Unsearched.Contains(list), "a search");
        FilterParts().IsMatch(page).ShouldBe(!Unfiltered.Contains(list), "a filter");
    }

    [GeneratedRegex("<form[^>]*role=.search.[^>]*>(?:(?!</form>).)*<input[^>]*type=.search.", RegexOptions.Singleline)]
    private static partial Regex SearchPart();

    [GeneratedRegex("""class="filters"|<form[^>]*role="search"[^>]*>(?:(?!</form>).)*<(select|input[^>]*type="date")""", RegexOptions.Singleline)]
    private static partial Regex FilterParts();

    [Test]
    public async Task A_search_finds_what_contains_the_words_and_says_so_when_nothing_does([ValueSource(nameof(Searched))] string list)
    {
        (await TextAsync(list + "?text=theirs")).ShouldContain("Nothing found");
        (await TextAsync(list + "?text=%25")).ShouldContain("Nothing found", customMessage: "% is a character like any other");
        (await TextAsync(list + "?text=OURS")).ShouldNotContain("Nothing found");
    }

    [Test]
    public async Task A_program_searches_with_q([ValueSource(nameof(Resources))] string resource)
    {
        var person = await _app.CreateUserAsync($"{resource.Split('/')[^1]}@ours.test");
        await _ours.AddMemberAsync(person, "owner");
        await NotifyAsync(_ours, person, "A notice of ours");
        using var api = new ApiClient(_app, await _ours.IssueKeyAsync(person));
        var address = "/api/" + Fill(resource);

        (await api.GetAsync($"{address}?q=theirs")).Data.GetArrayLength().ShouldBe(0);
        (await api.GetAsync($"{address}?q=ours")).Data.GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task A_person_searches_their_notifications_of_every_organization()
    {
        var person = await _app.CreateUserAsync("reader@ours.test");
        await _ours.AddMemberAsync(person, "viewer");
        await NotifyAsync(_ours, person, "The rent is due");
        await NotifyAsync(_ours, person, "100 % paid");
        using var browser = await TestBrowser.SignInAsync(_app, person);

        (await FoundAsync("RENT")).ShouldBe((true, false));
        (await FoundAsync("%25")).ShouldBe((false, true), "% is a character like any other");
        (await FoundAsync("ours%20ltd")).ShouldBe((true, true), "the organization's name counts");
        (await FoundAsync("nobodys")).ShouldBe((false, false));
        using var file = await browser.GetAsync("/notifications?handler=Csv&text=rent");
        (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);

        async Task<(bool Rent, bool Paid)> FoundAsync(string text)
        {
            using var answer = await browser.GetAsync($"/notifications?text={text}");
            var page = await answer.Content.ReadAsStringAsync();
            return (page.Contains("The rent is due", StringComparison.Ordinal), page.Contains("100 % paid", StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task Exchange_rates_are_found_by_a_part_of_the_currency()
    {
        (await TextAsync("/settings/exchange-rates?text=us")).ShouldContain("0.85");
        (await TextAsync("/settings/exchange-rates?text=xx")).ShouldContain("Nothing found");
    }

    [Test]
    public async Task A_spreadsheet_runs_nothing_of_a_file()
    {
        await _ours.SendAsync(new CreateBankAccount("=1+1 ours", "EUR", null, null));

        (await TextAsync("/banking?handler=Csv")).ShouldContain("\"'=1+1 ours\"");
    }

    [Test]
    public async Task The_file_holds_what_the_search_leaves()
    {
        (await TextAsync("/settings/members?handler=Csv&text=admin")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    private static async Task<Dictionary<string, string>> FurnishAsync(TestOrganization organization)
    {
        var name = organization.Info.Identifier;
        var account = (await organization.SendAsync(new CreateBankAccount($"Account of {name}", StatementFixture.Currency, null, null))).Value.Id;
        await organization.SendAsync(new ImportStatement(account, new StatementFile($"{name}.csv", StatementFixture.Csv)));
        var workflow = await organization.SendAsync(new CreateWorkflow(
            """{"name":"Workflow of NAME","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}"""
                .Replace("NAME", name, StringComparison.Ordinal)));
        var customer = await organization.SendAsync(new CreateCustomer(new($"Customer of {name}")));
        var vendor = await organization.SendAsync(new CreateVendor(new($"Vendor of {name}", Iban: "DE89370400440532013000")));
        await organization.SendAsync(new CreateBill(new(vendor.Value.Id, "B-1", [new("Work", 1)], new DateOnly(2026, 6, 1))));
        await organization.SendAsync(new CreateVendorCredit(new(vendor.Value.Id, "C-1", [new("Work", 1)], new DateOnly(2026, 6, 1))));
        var (costs, till) = (await organization.SendAsync(new CreateAccount("6910", "Costs", AccountSubtype.OtherExpense)), await organization.SendAsync(new CreateAccount("1910", "Till", AccountSubtype.Cash)));
        await organization.SendAsync(new CreateExpense(new($"Shop of {name}", 1, costs.Value.Id, new DateOnly(2026, 6, 1), MoneyAccountId: till.Value.Id)));
        var prepaid = await organization.SendAsync(new CreateAccount("1400", "Prepaid", AccountSubtype.OtherCurrentAsset));
        var insurance = await organization.SendAsync(new CreateAccount("6450", "Insurance", AccountSubtype.OperatingExpense));
        await organization.SendAsync(new CreateScheduledEntry(new($"Insurance of {name}", prepaid.Value.Id, insurance.Value.Id, 12, new DateOnly(2150, 1, 1), 12)));
        await organization.SendAsync(new CreateBudget($"Budget of {name}", 2026, []));
        var project = await organization.SendAsync(new CreateProject(new("P", $"Project of {name}")));
        await organization.SendAsync(new CreateAccount("6920", $"Costs of {name}", AccountSubtype.OtherExpense));
        await organization.SendAsync(new CreateBankRule($"Rule of {name}", new(Words: [name]), costs.Value.Id));
        await organization.SendAsync(new AddExchangeRate("USD", new DateOnly(2026, 6, 1), 0.85m));
        await organization.SendAsync(new PostJournalEntry(
            new DateOnly(2026, 6, 5), [new(costs.Value.Id, Debit: 4, ProjectId: project.Value.Id), new(till.Value.Id, Credit: 4)], $"Entry of {name}"));
        await organization.SendAsync(new PublishWorkflow(new(workflow.Value.Id)));
        var giro = await PayByFileAsync(organization, vendor.Value.Id, costs.Value.Id, till.Value.Id);
        await organization.SendAsync(new CreateInvoice(new(customer.Value.Id, [new("Work", 1, 1)], new DateOnly(2026, 6, 1))));
        await organization.SendAsync(new CreateQuote(new(customer.Value.Id, [new("Work", 1, 1)], new DateOnly(2026, 6, 1))));
        await organization.SendAsync(new CreateRecurringInvoice(new(
            $"Berth of {name}", customer.Value.Id, [new("Work", 1, 1)], new(1, Domain.Sales.RecurrenceUnit.Months, new DateOnly(2150, 1, 1)))));
        await organization.SendAsync(new CreateItem(new($"Item of {name}", 1)));
        await organization.SendAsync(new CreateTaxRate($"Rate of {name}", [new("VAT", 20)]));
        await organization.SendAsync(new CreateSecret($"{name}-token", "of the bank", "a value of the test"));
        var keeper = await organization.App.CreateUserAsync($"keeper@{name}.test");
        await organization.AddMemberAsync(keeper, "owner");
        await organization.App.Database.ScalarAsync($"""
            WITH role AS (
                INSERT INTO roles (organization_id, id, key, name, created_at) VALUES ('{organization.Id}', gen_random_uuid(), '{name}-role', 'Role of {name}', now()))
            INSERT INTO invitations (organization_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            VALUES ('{organization.Id}', gen_random_uuid(), 'guest@{name}.test', 'viewer', sha256('{name}'), '{keeper.Id}', now(), now(), now() + interval '1 day')
            """);
        await organization.App.Database.ScalarAsync($"""
            INSERT INTO approvals (organization_id, id, execution_id, address, workflow_id, approver, title, details, form)
            VALUES ('{organization.Id}', '{Guid.CreateVersion7()}', '{Guid.CreateVersion7()}', 'ask', '{workflow.Value.Id}', 'owner', 'Question of {name}', '', '[]')
            """);
        await organization.App.Database.ScalarAsync($$"""
            INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at)
            VALUES ('{{organization.Id}}', '{{Guid.CreateVersion7()}}', '{{keeper.Id}}', 'banking:import', 'bank_account', '{{account.Value}}', 'allow', '{{keeper.Id}}', now());
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, handed_at)
            VALUES ('{{organization.Id}}', '{{Guid.CreateVersion7()}}', 'statement_import', '{{name}}.csv', '{{account.Value}}', '{}', 'user:{{keeper.Id}}', '{{keeper.Id}}', 'queued', 0, 0, 9, now(), now() + interval '1 hour')
            """);
        return new() { ["{account}"] = $"{account}", ["{giro}"] = $"{giro}", ["{workflow}"] = $"{workflow.Value.Id}", ["{costs}"] = $"{costs.Value.Id}", ["{project}"] = $"{project.Value.Id}" };
    }

    private static async Task<BankAccountId> PayByFileAsync(TestOrganization organization, VendorId vendor, AccountId costs, AccountId till)
    {
        await organization.SendAsync(new ChoosePostingAccount(PostingRole.Payable, (await organization.SendAsync(new CreateAccount("2000", "Payables", AccountSubtype.Payable))).Value.Id));
        var giro = (await organization.SendAsync(new CreateBankAccount("Giro", "EUR", "DE02120300000000202051", null))).Value.Id;
        await organization.SendAsync(new ConnectBankAccount(giro, till));
        var bill = (await organization.SendAsync(new CreateBill(new(vendor, "B-2", [new("Work", 1, AccountId: costs)], new DateOnly(2026, 6, 1))))).Value.Id;
        await organization.SendAsync(new ReceiveBill(bill));
        await organization.SendAsync(new ApproveBill(bill));
        (await organization.SendAsync(new PreparePaymentFile(giro, [bill]))).Error.ShouldBeNull();
        (await organization.SendAsync(new StartReconciliation(giro, new DateOnly(2026, 5, 31), 0))).Error.ShouldBeNull();
        return giro;
    }

    private static string Shape(string address) => Place().Replace(address, "{}");

    [GeneratedRegex("@page \"([^\"]+)\"")]
    private static partial Regex AddressOfPage();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();

    private static Task NotifyAsync(TestOrganization organization, TestPerson person, string title) => organization.App.Database.ScalarAsync($"""
        INSERT INTO notifications (organization_id, id, user_id, source, title, body)
        VALUES ('{organization.Id}', '{Guid.CreateVersion7()}', '{person.Id}', '{Guid.NewGuid()}', '{title}', '')
        """);

    private string Address(string list) => "/o/ours" + Fill(list);

    private string Fill(string address) => _ids.Aggregate(address, (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private async Task<string> TextAsync(string list)
    {
        using var answer = await _browser.GetAsync(Address(list));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}

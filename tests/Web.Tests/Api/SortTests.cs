using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Application.Attachments;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Workflows;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Tests.Api.Description;
using Financbase.Web.Tests.Isolation;

namespace Financbase.Web.Tests.Api;

/// <summary>Every list in each order that it offers, page by page: a new list joins by being mapped.</summary>
public sealed class SortTests
{
    private const int Few = 2;
    private const int Most = 200;

    // In no order at all.
    private static readonly string[] Names = ["delta", "alpha", "charlie", "bravo"];

    private IsolationScene _scene = null!;
    private ApiClient _api = null!;
    private DescribedApi _description = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        _api = new ApiClient(_scene.App, _scene.OwnersKey);
        using var http = _scene.App.CreateClient();
        _description = new DescribedApi(await http.GetStringAsync("/openapi/v1.json"));
        for (var i = 0; i < Names.Length; i++)
            await AddAsync(Names[i], i);
        var executions = $"SELECT count(*) FROM workflow_executions WHERE organization_id = '{_scene.Ours.Id}' AND status = 'succeeded'";
        await Eventually.HoldsAsync(async () => (long)(await _scene.App.Database.ScalarAsync(executions))! == 2 + Names.Length);
        await Eventually.HoldsAsync(async () => (long)(await _scene.App.Database.ScalarAsync(
            $"SELECT count(*) FROM event_deliveries WHERE organization_id = '{_scene.Ours.Id}' AND state = 'pending'"))! == 0);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _scene.DisposeAsync();
    }

    [Test]
    public void Every_list_but_the_catalogues_is_sorted() => Lists().Where(list => list.UseCase.Sorts is null).Select(list => list.Path)
        .ShouldBe(["/api/workflow-step-kinds", "/api/workflow-templates"], ignoreOrder: true);

    [Test]
    public async Task Each_order_is_walked_and_gives_every_row_once()
    {
        foreach (var list in Lists().Where(list => list.UseCase.Sorts is not null))
        {
            var sorts = list.UseCase.Sorts!;
            var usual = Ids(await PageAsync(list, "limit=200"));
            usual.Length.ShouldBeGreaterThan(Few, $"{list}");
            if (sorts.Normally is { } normally)
                Ids(await PageAsync(list, $"limit=200&sort={normally}")).ShouldBe(usual, $"{list}");
            foreach (var word in sorts.Words)
            {
                var whole = await PageAsync(list, $"limit=200&sort={word}");
                var walked = await WalkAsync(list, word);
                walked.ShouldBe(Ids(whole), $"{list} {word}");
                // The other direction of a list that is longer than what is walked begins with what is not.
                if (usual.Length < Most)
                {
                    walked.Order(StringComparer.Ordinal).ToArray().ShouldBe(usual.Order(StringComparer.Ordinal).ToArray(), $"{list} {word}");
                    Enumerable.Reverse(Ids(await PageAsync(list, $"limit={Most}&sort={Turned(word)}"))).ToArray().ShouldBe(walked, $"{list} {word}");
                }

                InOrder(whole, word).ShouldBeTrue($"{list} {word}: {string.Join(", ", Values(whole, word.TrimStart('-')))}");
            }
        }
    }

    [Test]
    public async Task A_cursor_counts_in_its_own_order_only()
    {
        foreach (var list in Lists().Where(list => list.UseCase.Sorts is not null))
        {
            foreach (var word in list.UseCase.Sorts!.Words.Where(word => word.TrimStart('-') != list.UseCase.Sorts.Normally?.TrimStart('-')))
            {
                var cursor = Cursor(await PageAsync(list, $"limit=1&sort={word}"));
                var refused = await _api.GetAsync($"{AddressOf(list)}?cursor={cursor}");
                refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{list} {word}");
                refused.Fields.ShouldBe(["cursor"]);
            }
        }
    }

    [Test]
    public async Task An_order_is_described_with_its_words_and_no_other_is_known()
    {
        foreach (var list in Lists().Where(list => list.UseCase.Sorts is not null))
        {
            var schema = _description.Parameter(list, "sort")["schema"]!;
            schema["enum"]!.AsArray().Select(word => (string)word!).ShouldBe(list.UseCase.Sorts!.Words, $"{list}");
            ((string?)schema["default"]).ShouldBe(list.UseCase.Sorts.Normally, $"{list}");
            var refused = await _api.GetAsync($"{AddressOf(list)}?sort=-nobodys");
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{list}");
            refused.Fields.ShouldBe(["sort"], $"{list}");
        }
    }

    [Test]
    public async Task What_is_added_meanwhile_moves_nothing()
    {
        var list = Lists().Single(list => list.Path == "/api/secrets");
        var before = Ids(await PageAsync(list, "limit=200&sort=-name"));
        var first = await PageAsync(list, $"limit={Few}&sort=-name");
        await _scene.Ours.SendAsync(new CreateSecret("zulu-late", null, "a value of the test"));
        await _scene.Ours.SendAsync(new CreateSecret("aaa-late", null, "a value of the test"));

        var walked = Ids(first).Concat(await WalkAsync(list, "-name", Cursor(first))).ToList();

        walked.ShouldBe([.. before, "aaa-late"]);
    }

    private IEnumerable<ApiRoute> Lists() => ApiRoute.All(_scene.App).Where(route => route is { Method: "GET", IsList: true, IsOpenToKeys: true });

    private string AddressOf(ApiRoute list) => "/" + new Target("GET", list.Path.TrimStart('/'), null).Fill(place => _scene.OurIds[place]).TrimStart('/');

    private async Task<JsonElement> PageAsync(ApiRoute list, string query)
    {
        var answer = await _api.GetAsync($"{AddressOf(list)}?{query}");
        answer.Status.ShouldBe(HttpStatusCode.OK, $"{list}?{query} {answer.Json}");
        return answer.Json;
    }

    private async Task<string[]> WalkAsync(ApiRoute list, string sort, string? cursor = "")
    {
        var walked = new List<string>();
        while (cursor is not null && walked.Count < Most)
        {
            var page = await PageAsync(list, $"limit={Few}&sort={sort}&cursor={cursor}");
            walked.AddRange(Ids(page));
            cursor = Cursor(page);
        }

        return [.. walked];
    }

    private static string? Cursor(JsonElement page) => page.GetProperty("pagination").GetProperty("nextCursor").GetString();

    // What tells rows apart has several names.
    private static string[] Ids(JsonElement page) => [.. page.GetProperty("data").EnumerateArray().Select(row =>
        new[] { "id", "importId", "key", "number", "name" }.Where(name => row.TryGetProperty(name, out _)).Select(name => row.GetProperty(name).ToString()).First())];

    private static string Turned(string word) => word.StartsWith('-') ? word[1..] : $"-{word}";

    // A list that does not tell the value of its order is checked by the other direction alone.
    private static List<JsonElement> Values(JsonElement page, string key) => [.. page.GetProperty("data").EnumerateArray()
        .Where(row => row.TryGetProperty(key, out _)).Select(row => row.GetProperty(key))];

    private static bool InOrder(JsonElement page, string word)
    {
        var values = Values(page, word.TrimStart('-'));
        return values.Zip(values.Skip(1)).All(pair => word.StartsWith('-') ? Compare(pair.Second, pair.First) <= 0 : Compare(pair.First, pair.Second) <= 0);
    }

    private static int Compare(JsonElement one, JsonElement other)
    {
        if (one.ValueKind == JsonValueKind.Number)
            return one.GetInt64().CompareTo(other.GetInt64());
        if (one.ValueKind == JsonValueKind.Object)
            return Amount(one).CompareTo(Amount(other));
        // What is in the order of its ids is exact to their milliseconds, and a row's own moment is a little later.
        return DateTimeOffset.TryParse(one.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment - DateTimeOffset.Parse(other.GetString()!, CultureInfo.InvariantCulture) <= TimeSpan.FromSeconds(1) ? -1 : 1
            : StringComparer.OrdinalIgnoreCase.Compare(one.GetString(), other.GetString());

        static decimal Amount(JsonElement money) => decimal.Parse(money.GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
    }

    private async Task AddAsync(string name, int turn)
    {
        var (ours, database) = (_scene.Ours, _scene.App.Database);
        var moment = new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero).AddHours(turn);
        var at = $"'{moment:O}'::timestamptz";
        var person = await _scene.App.CreateUserAsync($"{name}@sorts.test");
        await ours.AddMemberAsync(person, "viewer");
        await ours.IssueKeyAsync(person, new ApiKeyTerms($"{name} key", []));
        await ours.SendAsync(new CreateSecret($"{name}-secret", null, "a value of the test"));
        var account = await ours.SendAsync(new CreateBankAccount($"{name} account", "EUR", null, null));
        var lines = string.Concat(Enumerable.Range(1, Names.Length - turn).Select(day => $"2026-06-{day:00},{name} {day},-{day}.50\n"));
        await ours.SendAsync(new ImportStatement(
            account.Value.Id, new StatementFile($"{name}.csv", System.Text.Encoding.UTF8.GetBytes("Date,Description,Amount\n" + lines)), Automations: Automations.None));
        await ours.SendAsync(new ImportStatement(
            new BankAccountId(Guid.Parse(_scene.OurIds["bank-accounts/{id}"])),
            new StatementFile($"{name}.csv", System.Text.Encoding.UTF8.GetBytes($"Date,Description,Amount\n2026-06-1{turn},{name},-{turn}.25\n"))));
        await ours.SendAsync(new CreateBankRule($"{name} rule", new(Words: [name]), Priority: 10 * turn));
        var connected = await ours.SendAsync(new CreateAccount($"{name}-giro", $"{name} giro", AccountSubtype.Bank));
        await ours.SendAsync(new ConnectBankAccount(account.Value.Id, connected.Value.Id));
        await ours.SendAsync(new StartReconciliation(account.Value.Id, new DateOnly(2026, 6, 1 + turn), turn));
        await ours.SendAsync(new AddExchangeRate(turn % 2 == 0 ? "CHF" : "GBP", new DateOnly(2026, 5, 1 + turn), 1.1m));
        var books = await ours.SendAsync(new CreateAccount(name, $"{name} costs", AccountSubtype.OtherExpense));
        await ours.SendAsync(new PostJournalEntry(
            new DateOnly(2026, 6, 20 - turn), [new(books.Value.Id, Debit: turn + 1), new(new(Guid.Parse(_scene.OurIds["accounts/{id}"])), Credit: turn + 1)], name));
        await ours.SendAsync(new CreateScheduledEntry(new(
            $"{name} schedule", new(Guid.Parse(_scene.OurIds["accounts/{id}"])), books.Value.Id, 10 + turn, new DateOnly(2150, 1 + (turn * 3 % 4), 1), 2)));
        await ours.SendAsync(new CreateTaxRate($"{name} rate", [new("VAT", turn)]));
        var customer = await ours.SendAsync(new CreateCustomer(new($"{name} customer")));
        // The scene's own is paid part by part.
        var scenesInvoice = new Domain.Sales.InvoiceId(Guid.Parse(_scene.OurIds["invoices/{id}"]));
        await ours.SendAsync(new FinalizeInvoice(scenesInvoice));
        await ours.SendAsync(new RecordPayment(scenesInvoice, turn + 1, new DateOnly(2026, 6, 20 - turn)));
        await ours.SendAsync(new IssueCreditNote(new(customer.Value.Id, [new(name, 1, turn)], new DateOnly(2026, 6, 20 - turn), new DateOnly(2026, 7, 20 + (turn * 3 % 4)))));
        await ours.SendAsync(new CreateInvoice(new(customer.Value.Id, [new(name, 1, turn)], new DateOnly(2026, 6, 20 - turn), new DateOnly(2026, 7, 20 + (turn * 3 % 4)))));
        await ours.SendAsync(new CreateQuote(new(customer.Value.Id, [new(name, 1, turn)], new DateOnly(2026, 6, 20 - turn), new DateOnly(2026, 7, 20 + (turn * 3 % 4)))));
        await ours.SendAsync(new CreateRecurringInvoice(new(
            $"{name} berth", customer.Value.Id, [new(name, 1, turn)], new(1, Domain.Sales.RecurrenceUnit.Months, new DateOnly(2150, 1, 1)))));
        var vendor = await ours.SendAsync(new CreateVendor(new($"{name} vendor")));
        await ours.SendAsync(new CreateBill(new(
            vendor.Value.Id, name, [new(name, turn + 1)], new DateOnly(2026, 6, 20 - turn), new DateOnly(2026, 7, 20 + (turn * 3 % 4)))));
        await ours.SendAsync(new CreateVendorCredit(new(vendor.Value.Id, name, [new(name, turn + 1)], new DateOnly(2026, 6, 20 - turn))));
        await ours.SendAsync(new CreateExpense(new($"{name} shop", turn + 1, SpentOn: new DateOnly(2026, 6, 20 - turn))));
        var noted = new DocumentReference(DocumentKind.Invoice, scenesInvoice.Value);
        await ours.SendAsync(new AttachFile(noted, $"{name}.txt", Encoding.UTF8.GetBytes(name)));
        await ours.SendAsync(new WriteNote(noted, name));
        await ours.SendAsync(new CreateProject(new(name, $"{name} project")));
        await ours.SendAsync(new CreateBudget($"{name} budget", 2024 + (turn * 3 % 4), []));
        var scenesBill = new Domain.Purchases.BillId(Guid.Parse(_scene.OurIds["bills/{id}"]));
        await ours.SendAsync(new ReceiveBill(scenesBill));
        await ours.SendAsync(new ApproveBill(scenesBill));
        await ours.SendAsync(new RecordVendorPayment([new(scenesBill)], turn + 1, new DateOnly(2026, 6, 20 - turn)));
        await ours.SendAsync(new CreateItem(new($"{name} item", turn)));
        var workflow = await ours.SendAsync(new CreateWorkflow(
            """{"name":"NAME flow","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}"""
                .Replace("NAME", name, StringComparison.Ordinal)));
        var acting = await ours.SendAsync(new CreateWorkflow(
            """{"name":"NAME acts","trigger":{"type":"manual"},"steps":[{"key":"note","type":"recordMetric","config":{"name":"sorts","value":1}}]}"""
                .Replace("NAME", name, StringComparison.Ordinal)));
        await ours.SendAsync(new PublishWorkflow(new WorkflowId(acting.Value.Id)));
        // A version more of the scene's own.
        var scenes = new WorkflowId(Guid.Parse(_scene.OurIds["workflows/{id}"]));
        await ours.SendAsync(new SaveDraft(scenes, """
            {"name":"plain review","trigger":{"type":"event","event":"bank_transaction.created"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"line":"{{ trigger.description }}","turn":"NAME"}}}]}
            """.Replace("NAME", name, StringComparison.Ordinal)));
        await ours.SendAsync(new PublishWorkflow(scenes));
        await database.ScalarAsync($"""
            UPDATE expenses SET status = 'approved', posted_on = spent_on, is_self_approved = true, paid_by = 'person', person_id = COALESCE(person_id, '{person.Id}'), money_account_id = NULL,
                reimbursements = reimbursements || jsonb_build_object('id', gen_random_uuid(), 'date', date '2026-06-20' - {turn}, 'amountMinor', 100)
            WHERE id = '{_scene.OurIds["expenses/{id}"]}';
            INSERT INTO payment_files (organization_id, id, status, bank_account_id, execution_date, message_id, total_minor, transfers, content_sealed, prepared_at)
            VALUES ('{ours.Id}', '{Guid.CreateVersion7()}', 'prepared', '{_scene.OurIds["bank-accounts/{id}"]}', date '2026-06-20' - {turn}, '{name}', 1, 1, ''::bytea, {at});
            UPDATE memberships SET joined_at = {at} WHERE user_id = '{person.Id}';
            UPDATE api_keys SET expires_at = {at} WHERE organization_id = '{ours.Id}' AND name = '{name} key';
            UPDATE organization_secrets SET set_at = {at} WHERE organization_id = '{ours.Id}' AND name = '{name}-secret';
            UPDATE workflows SET updated_at = {at} WHERE organization_id = '{ours.Id}' AND id = '{workflow.Value.Id}';
            INSERT INTO roles (organization_id, id, key, name, created_at) VALUES ('{ours.Id}', gen_random_uuid(), '{name}-role', '{name} role', now());
            INSERT INTO invitations (organization_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            VALUES ('{ours.Id}', '{Guid.CreateVersion7(moment)}', '{name}@guests.test', 'viewer', sha256('{name}'), '{person.Id}', {at}, {at}, {at} + interval '7 days');
            INSERT INTO notifications (organization_id, id, user_id, source, title, body, created_at)
            SELECT '{ours.Id}', '{Guid.CreateVersion7(moment)}', id, '{name}', '{name} notice', '', {at} FROM users WHERE email = 'owner@ours.test';
            INSERT INTO approvals (organization_id, id, execution_id, address, workflow_id, approver, title, details, form, requested_at)
            VALUES ('{ours.Id}', '{Guid.CreateVersion7(moment)}', '{_scene.OurIds["executions/{id}"]}', 'ask-{name}', '{scenes}', 'owner', '{name}?', '', '[]', {at});
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, handed_at)
            VALUES ('{ours.Id}', '{Guid.CreateVersion7(moment)}', 'statement_import', '{name}.csv', '{account.Value.Id}', '{JsonSerializer.Serialize(new { })}', 'user:{person.Id}', '{person.Id}',
                'queued', 0, 0, 9, {at}, now() + interval '1 hour');
            INSERT INTO workflow_logs (organization_id, execution_id, id, level, message)
            VALUES ('{ours.Id}', '{_scene.OurIds["executions/{id}"]}', '{Guid.CreateVersion7()}', 'info', '{name}');
            INSERT INTO metrics (organization_id, id, at, name, value, labels) VALUES ('{ours.Id}', '{Guid.CreateVersion7(moment)}', {at}, '{name}', 1, '{JsonSerializer.Serialize(new { })}');
            INSERT INTO security_events (id, kind, occurred_at, organization_id) VALUES ('{Guid.CreateVersion7(moment)}', 'api_key_refused', {at}, '{ours.Id}')
            """);
    }
}

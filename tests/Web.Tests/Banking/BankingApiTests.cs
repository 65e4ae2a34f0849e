using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

public sealed class BankingApiTests
{
    private TestApp _app = null!;
    private HttpClient _owner = null!;
    private HttpClient _viewer = null!;
    private HttpClient _stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var ours = await _app.FoundAsync("acme");
        var theirs = await _app.FoundAsync("zenith");
        _owner = _app.CreateApiClient(await ours.IssueKeyAsync(await ours.AddMemberAsync("owner")));
        _viewer = _app.CreateApiClient(await ours.IssueKeyAsync(await ours.AddMemberAsync("viewer")));
        _stranger = _app.CreateApiClient(await theirs.IssueKeyAsync(await theirs.AddMemberAsync("owner")));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _viewer.Dispose();
        _stranger.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task An_account_is_opened_read_and_listed()
    {
        using var created = await _owner.PostAsJsonAsync("/api/bank-accounts", new { name = "Operating", currency = "eur", iban = "DE02 1203 0000 0000 2020 51" });
        var location = created.Headers.Location!.OriginalString;
        var (status, answer) = await _viewer.ReadAsync(location);

        ((int)created.StatusCode, status).ShouldBe((201, 200));
        answer.Data().GetProperty("iban").GetString().ShouldBe("DE02120300000000202051");
        answer.Data().GetProperty("currency").GetString().ShouldBe("EUR");
        answer.Data().GetProperty("total").GetRawText().ShouldBe("""{"value":"0.00","currency":"EUR"}""");
        (await _viewer.ReadAsync("/api/bank-accounts?limit=1")).Answer.GetProperty("pagination").GetProperty("limit").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task Faults_of_a_new_account_are_told_by_field()
    {
        var (status, answer) = await _owner.PostAsJsonAsync("/api/bank-accounts", new { name = "", currency = "EU", iban = "DE1" }).ReadAsync();

        (status, answer.Code()).ShouldBe((422, "VALIDATION_ERROR"));
        answer.GetProperty("error").GetProperty("details").GetProperty("fields").EnumerateObject().Select(field => field.Name).Order()
            .ShouldBe(["currency", "iban", "name"]);
    }

    [Test]
    public async Task A_statement_goes_in_once_whatever_its_name_and_its_lines_come_out_page_by_page()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Main", currency = "EUR", number = StatementFixture.Iban });

        var (first, import) = await _owner.ImportAsync(account, StatementFixture.Ofx, "C:\\fakepath\\photo.png");
        var (second, again) = await _owner.ImportAsync(account, StatementFixture.Ofx);

        (first, second).ShouldBe((201, 201));
        import.Data().GetProperty("format").GetString().ShouldBe("ofx");
        (Number(import, "imported"), Number(import, "duplicates")).ShouldBe((StatementFixture.Lines, 0));
        (Number(again, "imported"), Number(again, "duplicates")).ShouldBe((0, StatementFixture.Lines));
        var statement = import.Data().GetProperty("statements")[0];
        statement.GetProperty("account").GetString().ShouldBe(StatementFixture.Iban);
        statement.GetProperty("lines").GetInt32().ShouldBe(StatementFixture.Lines);
        statement.GetProperty("closingBalance").GetProperty("value").GetString().ShouldBe(StatementFixture.ClosingBalance);
        statement.TryGetProperty("continuous", out _).ShouldBeTrue();
        import.Data().GetProperty("rejected").GetArrayLength().ShouldBe(0);
        import.Data().GetProperty("fileName").GetString().ShouldBe("photo.png");

        var ids = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var (_, page) = await _viewer.ReadAsync($"/api/bank-transactions?bankAccountId={account}&limit=20&cursor={cursor}");
            ids.AddRange(page.Data().EnumerateArray().Select(line => line.GetProperty("id").GetString()!));
            cursor = page.GetProperty("pagination").GetProperty("nextCursor").GetString();
        }

        ids.Count.ShouldBe(StatementFixture.Lines);
        ids.ShouldBeUnique();
    }

    [Test]
    public async Task Lines_are_filtered_by_the_address()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Filters", currency = "EUR" });
        await _owner.ImportAsync(account, StatementFixture.Csv);

        async Task<int> CountAsync(string filter) =>
            (await _viewer.ReadAsync($"/api/bank-transactions?bankAccountId={account}&limit=200&{filter}")).Answer.Data().GetArrayLength();

        (await CountAsync("maxAmount=-1000.01")).ShouldBe(StatementFixture.LargePayments);
        (await CountAsync("q=parking&status=unreviewed&from=2026-06-03&to=2026-06-03")).ShouldBe(2);
        (await CountAsync("status=posted")).ShouldBe(0);
        (await _viewer.ReadAsync("/api/bank-transactions?from=yesterday")).Status.ShouldBe(422);
        (await _viewer.ReadAsync("/api/bank-transactions?status=odd")).Status.ShouldBe(422);
        (await _viewer.ReadAsync("/api/bank-transactions?cursor=odd")).Status.ShouldBe(422);
        (await _viewer.ReadAsync("/api/bank-transactions?limit=0")).Status.ShouldBe(422);
    }

    [Test]
    public async Task A_preview_answers_like_an_import_and_stores_nothing()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Preview", currency = "EUR" });
        var before = await _app.RowsAsync();

        var (status, preview) = await _owner.ImportAsync(account, StatementFixture.Csv, "june.csv", ("preview", "true"));

        status.ShouldBe(200);
        (Number(preview, "imported"), Number(preview, "duplicates")).ShouldBe((StatementFixture.Lines, 0));
        preview.Data().GetProperty("importId").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _app.RowsAsync()).ShouldBe(before);
        (await _viewer.ReadAsync($"/api/bank-accounts/{account}/statements")).Answer.Data().GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_mapping_is_given_as_json_and_remembered()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Mapping", currency = "EUR" });
        const string file = "When,What,Sum\n03/04/2026,Coffee,\"-4,50\"\n";
        const string profile = """{"date":"When","dateFormat":"MM/dd/yyyy","amount":"Sum","description":["What"]}""";

        (await _owner.ImportAsync(account, file)).Answer.Code().ShouldBe("banking.mapping_needed");
        (await _owner.ImportAsync(account, file, ("profile", profile))).Status.ShouldBe(201);
        (await _owner.ImportAsync(account, file)).Answer.Data().GetProperty("duplicates").GetInt32().ShouldBe(1);

        var line = (await _viewer.ReadAsync($"/api/bank-transactions?bankAccountId={account}")).Answer.Data()[0];
        (line.GetProperty("date").GetString(), line.GetProperty("amount").GetProperty("value").GetString()).ShouldBe(("2026-03-04", "-4.50"));
    }

    [Test]
    public async Task An_import_is_shown_undone_and_done_again()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Undo", currency = "EUR" });
        var import = (await _owner.ImportAsync(account, StatementFixture.Ofx)).Answer.Data().GetProperty("importId").GetString();
        var address = $"/api/bank-accounts/{account}/statements/{import}";

        (await _viewer.DeleteAsync(address).ReadAsync()).Status.ShouldBe(403);
        var (status, undone) = await _owner.DeleteAsync(address).ReadAsync();

        (status, Number(undone, "removed")).ShouldBe((200, StatementFixture.Lines));
        (await _viewer.ReadAsync(address)).Answer.Data().GetProperty("state").GetString().ShouldBe("undone");
        (await _owner.DeleteAsync(address).ReadAsync()).ShouldSatisfyAllConditions(
            again => again.Status.ShouldBe(409), again => again.Answer.Code().ShouldBe("banking.import_already_undone"));
        Number((await _owner.ImportAsync(account, StatementFixture.Ofx)).Answer, "imported").ShouldBe(StatementFixture.Lines);
    }

    [Test]
    public async Task A_repeated_call_with_its_idempotency_key_gets_the_first_answer()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Twice", currency = "EUR" });
        async Task<HttpResponseMessage> PostAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/bank-accounts/{account}/statements");
            request.Headers.Add("Idempotency-Key", "june");
            request.Content = new MultipartFormDataContent { { new ByteArrayContent(StatementFixture.Ofx), "file", "june.ofx" } };
            return await _owner.SendAsync(request);
        }

        using var first = await PostAsync();
        using var second = await PostAsync();

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
    }

    [Test]
    public async Task Two_uploads_of_one_file_at_once_book_each_line_once()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Race", currency = "EUR" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _owner.ImportAsync(account, StatementFixture.Csv)));

        answers.ShouldAllBe(answer => answer.Status == 201);
        answers.Sum(answer => Number(answer.Answer, "imported")).ShouldBe(StatementFixture.Lines);
    }

    [Test]
    public async Task Another_organizations_account_answers_like_one_that_does_not_exist()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Ours", currency = "EUR" });
        var import = (await _owner.ImportAsync(account, StatementFixture.Ofx)).Answer.Data().GetProperty("importId").GetString()!;
        var random = Guid.CreateVersion7().ToString();

        foreach (var (path, method) in new[]
        {
            ("/api/bank-accounts/{0}", "GET"), ("/api/bank-accounts/{0}/statements", "GET"), ("/api/bank-accounts/{0}/statements", "POST"),
            ("/api/bank-accounts/{0}/statements/{1}", "GET"), ("/api/bank-accounts/{0}/statements/{1}", "DELETE"),
        })
        {
            var foreign = await CallAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, account, import), method);
            var unknown = await CallAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, random, random), method);
            foreign.ShouldBe(unknown);
            foreign.ShouldStartWith("404 NOT_FOUND");
        }

        (await _stranger.ReadAsync($"/api/bank-transactions?bankAccountId={account}")).Answer.Data().GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_viewer_reads_but_neither_opens_accounts_nor_imports()
    {
        var account = await _owner.OpenAccountAsync(new { name = "Rights", currency = "EUR" });

        (await _viewer.PostAsJsonAsync("/api/bank-accounts", new { name = "No", currency = "EUR" }).ReadAsync()).Status.ShouldBe(403);
        (await _viewer.ImportAsync(account, StatementFixture.Ofx)).Status.ShouldBe(403);
        (await _viewer.ImportAsync(account, StatementFixture.Ofx, "x", ("preview", "true"))).Status.ShouldBe(403);
        (await _viewer.ReadAsync($"/api/bank-accounts/{account}/statements")).Status.ShouldBe(200);
    }

    private async Task<string> CallAsync(string address, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
        {
            request.Content = new MultipartFormDataContent { { new ByteArrayContent(StatementFixture.Ofx), "file", "june.ofx" } };
        }

        var (status, answer) = await _stranger.SendAsync(request).ReadAsync();
        return $"{status} {answer.Code()} {answer.Message()}";
    }

    private static int Number(JsonElement answer, string name) => answer.Data().GetProperty(name).GetInt32();
}

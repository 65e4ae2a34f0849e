using System.Net;
using Financbase.Domain.Banking;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

public sealed class BankLinesPageTests
{
    private const string File = """"
        Date,Description,Payee,Reference,Amount
        2026-06-01,=HYPERLINK(1),Hafenkontor,R-1,-900.00
        2026-06-02,"Coffee, ""large""",@Kranich,,-4.50
        2026-06-03,Invoice,Alder Freight,+R-2,640.50
        """";

    private TestApp _app = null!;
    private TestBrowser _viewer = null!;
    private HttpClient _api = null!;
    private BankAccountId _account;
    private BankAccountId _theirs;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var ours = await _app.FoundAsync("acme");
        _account = await ours.OpenAccountAsync("Main/account");
        await ours.ImportAsync(_account, File);
        await ours.ImportAsync(_account, "Date,Description,Amount\n" + string.Concat(Enumerable.Range(1, 450).Select(i => $"2026-05-01,Old {i},-1.00\n")));
        _theirs = await (await _app.FoundAsync("zenith")).OpenAccountAsync();
        var viewer = await ours.AddMemberAsync("viewer");
        _viewer = await TestBrowser.SignInAsync(_app, viewer);
        _api = _app.CreateApiClient(await ours.IssueKeyAsync(viewer));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _api.Dispose();
        _viewer.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("min=600", "Alder Freight", "Hafenkontor")]
    [TestCase("max=-100.5", "Hafenkontor", "Alder Freight")]
    [TestCase("text=r-2", "Alder Freight", "Hafenkontor")]
    [TestCase("from=2026-06-03&to=2026-06-03", "Alder Freight", "Hafenkontor")]
    public async Task The_address_searches_and_filters(string query, string found, string missing)
    {
        var page = await TextAsync($"/o/acme/banking/{_account}?{query}");

        page.ShouldContain(found);
        page.ShouldNotContain(missing);
    }

    [Test]
    public async Task Sorted_by_amount_the_largest_payment_out_comes_first()
    {
        var page = await TextAsync($"/o/acme/banking/{_account}?sort=LowestFirst&from=2026-06-01");

        page.IndexOf("Hafenkontor", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Alder Freight", StringComparison.Ordinal));
    }

    [Test]
    public async Task As_csv_every_line_that_fits_comes_and_no_text_is_a_formula()
    {
        using var answer = await _viewer.GetAsync($"/o/acme/banking/{_account}?handler=Csv&from=2026-06-01&sort=OldestFirst");
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "Date,Amount,Currency,Description,Counterparty,Reference,Status,Bank id",
            "2026-06-01,-900.00,\"EUR\",\"'=HYPERLINK(1)\",\"Hafenkontor\",\"R-1\",unreviewed,",
            "2026-06-02,-4.50,\"EUR\",\"Coffee, \"\"large\"\"\",\"'@Kranich\",,unreviewed,",
            "2026-06-03,640.50,\"EUR\",\"Invoice\",\"Alder Freight\",\"'+R-2\",unreviewed,",
        ]);
        (await TextAsync($"/o/acme/banking/{_account}?handler=Csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(454);
    }

    [Test]
    public async Task Another_organizations_account_is_not_found()
    {
        using var page = await _viewer.GetAsync($"/o/acme/banking/{_theirs}");
        using var csv = await _viewer.GetAsync($"/o/acme/banking/{_theirs}?handler=Csv");

        (page.StatusCode, csv.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_api_sorts_too_and_names_the_words_it_knows()
    {
        var (_, sorted) = await _api.ReadAsync($"/api/bank-transactions?bankAccountId={_account}&sort=-amount&limit=1");
        var (status, refused) = await _api.ReadAsync("/api/bank-transactions?sort=size");

        sorted.Data()[0].GetProperty("description").GetString().ShouldBe("Invoice");
        (status, refused.GetProperty("error").GetProperty("details").GetProperty("fields").GetProperty("sort")[0].GetString())
            .ShouldBe((422, "Use one of date, -date, amount, -amount."));
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await _viewer.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }
}

using System.Net;
using System.Text;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>The banking pages as a browser without scripts meets them.</summary>
public sealed class BankingPageTests
{
    private TestApp _app = null!;
    private TestOrganization _harbor = null!;
    private TestBrowser _owner = null!;
    private TestBrowser _viewer = null!;
    private TestBrowser _stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _harbor = await _app.FoundAsync("harbor");
        _owner = await TestBrowser.SignInAsync(_app, await _harbor.AddMemberAsync("owner"));
        _viewer = await TestBrowser.SignInAsync(_app, await _harbor.AddMemberAsync("viewer"));
        _stranger = await TestBrowser.SignInAsync(_app, await (await _app.FoundAsync("meadow")).AddMemberAsync("owner"));
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
    public async Task A_statement_is_previewed_imported_once_and_taken_back()
    {
        var account = await NewAccountAsync(StatementFixture.Iban);
        var preview = await StageAsync(account, StatementFixture.Csv);
        (await TextAsync(_owner, preview)).ShouldContain($"Import {StatementFixture.Lines} lines");
        (await LinesAsync(account)).ShouldBe(0);

        using var imported = await _owner.SubmitAsync(preview);
        using var again = await _owner.PostAsync(preview, ("__RequestVerificationToken", await _owner.TokenAsync($"{account}/import")));

        imported.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TextAsync(_owner, $"{account}/import")).ShouldContain("Upload it again");
        (await LinesAsync(account)).ShouldBe(StatementFixture.Lines);

        var history = await TextAsync(_owner, $"{account}/statements");
        var import = history.Split("import=")[1][..36];
        using var undone = await _owner.PostAsync(
            $"{account}/statements?handler=Undo&import={import}", ("__RequestVerificationToken", await _owner.TokenAsync($"{account}/statements")));

        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LinesAsync(account)).ShouldBe(0);
        (await TextAsync(_owner, $"{account}/statements")).ShouldContain("Undone");
    }

    [TestCase("", "Choose a file that is not empty.")]
    [TestCase("%PDF-1.7", "PDF")]
    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE OFX [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OFX>&x;</OFX>", "document type")]
    public async Task A_bad_file_keeps_the_form_and_says_why(string content, string reason)
    {
        var account = await NewAccountAsync();
        var before = await _app.RowsAsync();

        using var answer = await _owner.UploadAsync($"{account}/import", "Statement", new MemoryStream(Encoding.UTF8.GetBytes(content)), "june.csv");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain(reason);
        html.ShouldContain("type=\"file\"");
        html.ShouldNotContain("root:");
        (await _app.RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_hundred_megabytes_are_refused_before_they_are_read()
    {
        var account = await NewAccountAsync();
        var before = await _app.RowsAsync();
        var held = GC.GetTotalAllocatedBytes();

        using var answer = await _owner.UploadAsync($"{account}/import", "Statement", new ManyBytes(100 * 1024 * 1024), "big.csv");

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This file is too large");
        (GC.GetTotalAllocatedBytes() - held).ShouldBeLessThan(50 * 1024 * 1024);
        (await _app.RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_viewer_looks_but_changes_nothing()
    {
        var account = await NewAccountAsync();

        (await TextAsync(_viewer, account)).ShouldNotContain("Import statement");
        using var page = await _viewer.GetAsync($"{account}/import");
        using var post = await _viewer.PostAsync("/o/harbor/banking/new", ("Input.Name", "Mine"), ("Input.Currency", "EUR"));

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        post.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestCase("")]
    [TestCase("/import")]
    [TestCase("/statements")]
    public async Task Another_organizations_account_is_an_unknown_one(string page)
    {
        var account = await NewAccountAsync();
        var inTheirs = account.Replace("/o/harbor/", "/o/meadow/", StringComparison.Ordinal) + page;

        using var foreign = await _stranger.GetAsync(inTheirs);
        using var random = await _stranger.GetAsync($"/o/meadow/banking/{Guid.CreateVersion7()}{page}");
        using var entered = await _stranger.GetAsync(account + page);

        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        random.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        entered.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> NewAccountAsync(string? iban = null) => $"/o/harbor/banking/{(await _harbor.OpenAccountAsync(iban: iban)).Value}";

    private async Task<string> StageAsync(string account, byte[] file)
    {
        using var answer = await _owner.UploadAsync($"{account}/import", "Statement", new MemoryStream(file), "june.csv");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<long> LinesAsync(string account) =>
        (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM bank_transactions WHERE bank_account_id = '{account[^36..]}'"))!;

    private static async Task<string> TextAsync(TestBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}

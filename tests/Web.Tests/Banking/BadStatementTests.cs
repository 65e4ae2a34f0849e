using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>What people, programs and attackers send instead of a statement: a clear sentence each, and nothing booked.</summary>
public sealed class BadStatementTests
{
    private TestApp _app = null!;
    private HttpClient _client = null!;
    private string _account = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var ours = await _app.FoundAsync("acme");
        _client = _app.CreateApiClient(await ours.IssueKeyAsync(await ours.AddMemberAsync("owner")));
        _account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR", iban = "DE02120300000000202051" });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("", 422, "banking.empty_file")]
    [TestCase("Date,Description,Amount\n", 422, "banking.no_lines")]
    [TestCase("Date,Description,Amount\n2026-06-01,Coffee,-4.50\n2026-06", 422, "banking.truncated_file")]
    [TestCase("Date,Description,Amount\n2026-06-01,\"Coffee,-4.50\n", 422, "banking.truncated_file")]
    [TestCase("<OFX><BANKMSGSRSV1><STMTTRNRS>", 422, "banking.truncated_file")]
    [TestCase("Date,Description,Amount\nnever,Coffee,much\n", 422, "banking.mapping_needed")]
    [TestCase("Date,Description,Amount\n2026-06-01,Coffee,much\n", 422, "banking.mapping_needed")]
    [TestCase("%PDF-1.7", 415, "banking.unsupported_file")]
    [TestCase("PK\u0003\u0004", 415, "banking.unsupported_file")]
    [TestCase("<html><body>Sign in</body></html>", 415, "banking.unsupported_file")]
    [TestCase("Date,Description,Amount\n2026-06-01,\0,1.00\n", 415, "banking.unsupported_file")]
    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE OFX [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OFX>&x;</OFX>", 422, "banking.document_type_refused")]
    public async Task A_bad_file_gets_its_sentence_and_leaves_no_row(string file, int status, string code)
    {
        var before = await _app.RowsAsync();

        var (answered, answer) = await _client.ImportAsync(_account, file);

        (answered, answer.Code()).ShouldBe((status, code), answer.ToString());
        answer.Message().ShouldEndWith(code == "banking.mapping_needed" ? "" : ".");
        (await _app.RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task Another_accounts_or_currencys_file_is_refused_and_leaves_no_row()
    {
        var dollars = await _client.OpenAccountAsync(new { name = "Dollars", currency = "USD" });
        var before = await _app.RowsAsync();

        (await _client.ImportAsync(_account, StatementFixture.Ofx)).Answer.Code().ShouldBe("banking.wrong_account");
        (await _client.ImportAsync(_account, StatementFixture.Csv)).Answer.Code().ShouldBe("banking.wrong_account");
        (await _client.ImportAsync(dollars, StatementFixture.Ofx)).Answer.Code().ShouldBe("banking.wrong_currency");
        (await _app.RowsAsync()).ShouldBe(before);
    }

    [TestCase("""{"date":"Datum","amount":"Amount"}""", 422, "banking.mapping_mismatch")]
    [TestCase("""{"date":"Date","amount":"Description"}""", 422, "banking.no_usable_line")]
    [TestCase("""{"date":"Date","amount":"Amount","dateFormat":"hh:mm"}""", 422, "banking.mapping_mismatch")]
    [TestCase("""{"datum":"Date"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"encoding":"klingon"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"headerLine":"one"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"description":null}""", 422, "VALIDATION_ERROR")]
    [TestCase("{broken", 400, "MALFORMED_REQUEST")]
    public async Task A_mapping_that_does_not_fit_says_where(string profile, int status, string code)
    {
        var before = await _app.RowsAsync();

        var (answered, answer) = await _client.ImportAsync(
            _account, "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n", ("profile", profile));

        (answered, answer.Code()).ShouldBe((status, code), answer.ToString());
        (await _app.RowsAsync()).ShouldBe(before);
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task A_hundred_megabytes_are_refused_while_they_come_in(bool chunked, bool expectContinue)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/bank-accounts/{_account}/statements");
        using var large = new ManyBytes(100 * 1024 * 1024);
        request.Content = new MultipartFormDataContent { { new StreamContent(large), "file", "big.csv" } };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = expectContinue;
        var held = GC.GetTotalAllocatedBytes();

        var (status, answer) = await _client.SendAsync(request).ReadAsync();

        (status, answer.Code()).ShouldBe((413, "banking.file_too_large"));
        answer.Message().ShouldBe("This file is larger than 20 MB. Ask your bank for a shorter period, or split the file.");
        (GC.GetTotalAllocatedBytes() - held).ShouldBeLessThan(100 * 1024 * 1024);
        (expectContinue ? large.Position : 0).ShouldBeLessThan(1024 * 1024);
    }

    [Test]
    public async Task What_is_no_upload_at_all_is_told_what_to_send()
    {
        var address = $"/api/bank-accounts/{_account}/statements";
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var other = new MultipartFormDataContent { { new StringContent("x"), "datei" } };
        using var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        (await _client.PostAsync(address, json).ReadAsync()).Status.ShouldBe(415);
        (await _client.PostAsync(address, other).ReadAsync()).Answer.Code().ShouldBe("VALIDATION_ERROR");
        (await _client.PostAsync(address, broken).ReadAsync()).Answer.Code().ShouldBe("MALFORMED_REQUEST");
        (await _client.ImportAsync(_account, "Date,Amount\n", ("automations", "some"))).Status.ShouldBe(422);
        (await _client.ImportAsync(_account, "Date,Amount\n", ("preview", "perhaps"))).Status.ShouldBe(422);
    }

    [Test]
    public async Task Without_a_key_nothing_is_read()
    {
        using var anonymous = _app.CreateClient();

        (await anonymous.ImportAsync(_account, StatementFixture.Ofx)).Status.ShouldBe((int)HttpStatusCode.Unauthorized);
    }
}

using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class PreviewStatementTests
{
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
    public async Task A_preview_tells_new_from_known_and_stores_nothing()
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\n");
        var before = await RowsAsync();

        var preview = (await _ours.SendAsync(new PreviewStatement(
            account, File("Date,Description,Amount\n2026-06-01,A,1.00\n2026-06-01,A,1.00\n2026-06-02,B,x\n")))).Value;

        (preview.ImportId, preview.Imported, preview.Duplicates, preview.RejectedCount).ShouldBe((null, 1, 1, 1));
        preview.Lines.Select(line => (line.Line, line.Duplicate)).ShouldBe([(2, true), (3, false)]);
        (await RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_staged_file_is_previewed_with_its_questions_and_imported_once()
    {
        var account = await _ours.OpenAccountAsync();
        var upload = (await _ours.SendAsync(new StageStatement(account, File("Date,Description,Amount\n01/02/2026,A,1.00\n")))).Value;

        var open = (await _ours.SendAsync(new PreviewStagedStatement(account, upload))).Value.Preview;
        open.Csv!.Questions.ShouldHaveSingleItem().Field.ShouldBe("dateFormat");
        open.Lines.ShouldBeEmpty();

        var profile = open.Csv.Profile with { DateFormat = "d/M/yyyy" };
        (await _ours.SendAsync(new PreviewStagedStatement(account, upload, profile))).Value.Preview.Lines[0].Date.ShouldBe(new DateOnly(2026, 2, 1));
        (await _ours.SendAsync(new BeginStagedImport(account, upload, profile))).Value.Done!.Imported.ShouldBe(1);
        (await _ours.SendAsync(new BeginStagedImport(account, upload, profile))).Error!.Code.ShouldBe("banking.upload_gone");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM statement_uploads")).ShouldBe(0L);
    }

    [Test]
    public async Task A_file_that_can_never_be_imported_is_not_kept()
    {
        var account = await _ours.OpenAccountAsync();

        (await _ours.SendAsync(new StageStatement(account, File("%PDF-1.7")))).Error!.Kind.ShouldBe(ErrorKind.UnsupportedType);
        (await _ours.SendAsync(new StageStatement(await _ours.OpenAccountAsync(number: "7654321"), new StatementFile("x", StatementFixture.Ofx))))
            .Error!.Code.ShouldBe("banking.wrong_account");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM statement_uploads")).ShouldBe(0L);
    }

    [Test]
    public async Task A_staged_file_is_forgotten_after_a_day_and_serves_no_other_account()
    {
        var account = await _ours.OpenAccountAsync();
        var file = new StatementFile("june.ofx", StatementFixture.Ofx);
        var first = (await _ours.SendAsync(new StageStatement(account, file))).Value;

        (await _ours.SendAsync(new PreviewStagedStatement(await _ours.OpenAccountAsync(), first))).Error!.Code.ShouldBe("banking.upload_gone");
        await _app.Database.ScalarAsync("UPDATE statement_uploads SET staged_at = staged_at - interval '25 hours'");
        (await _ours.SendAsync(new PreviewStagedStatement(account, first))).Error!.Code.ShouldBe("banking.upload_gone");

        await _ours.SendAsync(new StageStatement(account, file));
        (await _app.Database.ScalarAsync("SELECT count(*) FROM statement_uploads")).ShouldBe(1L);
        await _app.Database.ScalarAsync("DELETE FROM statement_uploads");
    }

    [Test]
    public async Task So_many_files_wait_and_no_more()
    {
        var account = await _ours.OpenAccountAsync(number: "1010101");
        var file = File("Date,Description,Amount\n2026-02-01,A,1.00\n");

        // Fewer at once than may wait for a reader, which would refuse them for another reason.
        var answers = new List<Result<StatementUploadId>>();
        foreach (var some in Enumerable.Range(0, StatementUpload.MostWaiting + 2).Chunk(8))
            answers.AddRange(await Task.WhenAll(some.Select(_ => _ours.SendAsync(new StageStatement(account, file)))));

        answers.Count(answer => answer.IsSuccess).ShouldBe(StatementUpload.MostWaiting);
        answers.Where(answer => !answer.IsSuccess).ShouldAllBe(answer => answer.Error!.Code == "banking.too_many_uploads");
        await _app.Database.ScalarAsync("DELETE FROM statement_uploads WHERE id = (SELECT min(id::text)::uuid FROM statement_uploads)");
        (await _ours.SendAsync(new StageStatement(account, file))).IsSuccess.ShouldBeTrue();
        await _app.Database.ScalarAsync("DELETE FROM statement_uploads");
    }

    private static StatementFile File(string text) => new("statement.csv", System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<object?> RowsAsync() => await _app.Database.ScalarAsync(
        "SELECT (SELECT count(*) FROM bank_transactions) || ' ' || (SELECT count(*) FROM statement_imports) || ' ' || (SELECT count(*) FROM statement_uploads) || ' ' || (SELECT count(*) FROM events)");
}

using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class UndoStatementImportTests
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
    public async Task An_undone_import_is_as_if_it_never_happened_and_may_come_again()
    {
        var account = await _ours.OpenAccountAsync();
        var import = (await _ours.ImportAsync(account, StatementFixture.Ofx)).Value;

        (await _ours.SendAsync(new UndoStatementImport(account, import.ImportId))).Value.Removed.ShouldBe(StatementFixture.Lines);
        (await _ours.LinesAsync(account)).ShouldBeEmpty();
        (await _ours.SendAsync(new UndoStatementImport(account, import.ImportId))).Error!.Code.ShouldBe("banking.import_already_undone");

        (await _ours.ImportAsync(account, StatementFixture.Ofx)).Value.Imported.ShouldBe(StatementFixture.Lines);
        var history = (await _ours.SendAsync(new ListStatementImports(account, new PageRequest()))).Value.Items;
        history.Select(entry => entry.State).ShouldBe([StatementImportState.Imported, StatementImportState.Undone]);
    }

    [Test]
    public async Task Only_its_own_lines_go()
    {
        var account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\n");
        var second = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\n2026-06-02,B,2.00\n")).Value;

        await _ours.SendAsync(new UndoStatementImport(account, second.ImportId));

        (await _ours.LinesAsync(account)).Select(line => line.Description).ShouldBe(["A"]);
    }

    [Test]
    public async Task Lines_that_a_later_import_brought_as_well_stay_as_that_ones()
    {
        var account = await _ours.OpenAccountAsync();
        var first = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\n2026-06-02,B,2.00\n")).Value;
        var second = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-02,B,2.00\n2026-06-03,C,3.00\n")).Value;
        var third = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-02,B,2.00\n")).Value;

        var undone = (await _ours.SendAsync(new UndoStatementImport(account, first.ImportId))).Value;

        (undone.Removed, undone.Kept).ShouldBe((1, 1));
        (await _ours.LinesAsync(account)).Select(line => line.Description).ShouldBe(["C", "B"]);
        var heir = (await _ours.SendAsync(new GetStatementImport(account, second.ImportId))).Value;
        (heir.Imported, heir.Duplicates).ShouldBe((2, 0));

        await _ours.SendAsync(new UndoStatementImport(account, second.ImportId));
        (await _ours.LinesAsync(account)).Select(line => line.Description).ShouldBe(["B"]);
        await _ours.SendAsync(new UndoStatementImport(account, third.ImportId));
        (await _ours.LinesAsync(account)).ShouldBeEmpty();
        (await _app.Database.ScalarAsync("SELECT count(*) FROM statement_import_repeats")).ShouldBe(0L);
    }

    [TestCase("posted", false)]
    [TestCase("reconciled", false)]
    [TestCase("excluded", true)]
    public async Task A_posted_or_reconciled_line_keeps_its_import(string status, bool undone)
    {
        var account = await _ours.OpenAccountAsync();
        var import = (await _ours.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,1.00\n2026-06-02,B,2.00\n")).Value;
        await DealWithAsync(account, (await _ours.LinesAsync(account)).Single(line => line.Description == "A").Id, status);

        var result = await _ours.SendAsync(new UndoStatementImport(account, import.ImportId));

        result.IsSuccess.ShouldBe(undone);
        result.Error?.Code.ShouldBe("banking.import_has_booked_lines");
        (await _ours.LinesAsync(account)).Count.ShouldBe(undone ? 0 : 2);
    }

    private async Task DealWithAsync(BankAccountId account, BankTransactionId line, string status)
    {
        if (status == "excluded")
        {
            (await _ours.SendAsync(new ExcludeBankTransaction(line))).IsSuccess.ShouldBeTrue();
            return;
        }

        var (money, fees) = (
            await _ours.SendAsync(new CreateAccount($"10-{status}", "Bank", AccountSubtype.Bank)), await _ours.SendAsync(new CreateAccount($"40-{status}", "Fees", AccountSubtype.Sales)));
        await _ours.SendAsync(new ConnectBankAccount(account, money.Value.Id));
        (await _ours.SendAsync(new CategorizeBankTransaction(line, [new SplitDraft(fees.Value.Id)]))).IsSuccess.ShouldBeTrue();
        if (status == "reconciled")
        {
            var started = await _ours.SendAsync(new StartReconciliation(account, new DateOnly(2026, 6, 1), 1m));
            (await _ours.SendAsync(new CompleteReconciliation(started.Value.Id))).Value.State.ShouldBe(ReconciliationState.Completed);
        }
    }

    [Test]
    public async Task A_wrong_account_a_foreign_import_and_a_random_id_look_the_same()
    {
        var theirs = await _app.FoundAsync("theirs");
        var account = await _ours.OpenAccountAsync();
        var import = (await _ours.ImportAsync(account, StatementFixture.Ofx)).Value.ImportId;

        Error[] refusals =
        [
            (await theirs.SendAsync(new UndoStatementImport(account, import))).Error!,
            (await theirs.SendAsync(new UndoStatementImport(EntityId.New<BankAccountId>(), EntityId.New<StatementImportId>()))).Error!,
            (await _ours.SendAsync(new UndoStatementImport(await _ours.OpenAccountAsync(), import))).Error!,
        ];

        refusals.Distinct().ShouldHaveSingleItem().Kind.ShouldBe(ErrorKind.NotFound);
        (await _ours.SendAsync(new UndoStatementImport(account, import), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await _ours.LinesAsync(account)).Count.ShouldBe(StatementFixture.Lines);
    }
}

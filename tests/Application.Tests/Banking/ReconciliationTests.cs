using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

/// <summary>A reconciliation says what the books hold now, however long ago both agreed.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_entry_by_hand_on_a_reconciled_day_is_a_difference_that_is_seen()
    {
        var firm = await _app.FoundAsync("agreed");
        var bank = await firm.OpenAccountAsync();
        await firm.ImportAsync(bank, "Date,Description,Amount\n2026-06-01,A,10.00\n");
        var (money, fees) = (
            (await firm.SendAsync(new CreateAccount("1010", "Bank", AccountSubtype.Bank))).Value.Id, (await firm.SendAsync(new CreateAccount("4000", "Sales", AccountSubtype.Sales))).Value.Id);
        await firm.SendAsync(new ConnectBankAccount(bank, money));
        await firm.SendAsync(new CategorizeBankTransaction((await firm.LinesAsync(bank)).Single().Id, [new SplitDraft(fees)]));
        var id = (await firm.SendAsync(new StartReconciliation(bank, Day, 10))).Value.Id;
        (await firm.SendAsync(new CompleteReconciliation(id))).Value.Difference.Minor.ShouldBe(0);

        await firm.SendAsync(new PostJournalEntry(Day.AddDays(1), [new(money, 7), new(fees, null, 7)]));
        (await firm.SendAsync(new GetReconciliation(id))).Value.Difference.Minor.ShouldBe(0, "that is after its day");
        var entry = (await firm.SendAsync(new PostJournalEntry(Day.AddDays(-40), [new(money, 5), new(fees, null, 5)], "By hand"))).Value.Id;

        var view = (await firm.SendAsync(new GetReconciliation(id))).Value;
        (view.State, view.ClosingBalance.Minor, view.Books.Minor, view.Difference.Minor).ShouldBe((ReconciliationState.Completed, 10_00, 15_00, -5_00));
        (await firm.SendAsync(new ListReconciliations(new PageRequest(), bank))).Value.Items.Single().Difference.Minor.ShouldBe(-5_00);
        await firm.SendAsync(new ReverseJournalEntry(entry));
        (await firm.SendAsync(new GetReconciliation(id))).Value.Difference.Minor.ShouldBe(0);
    }
}

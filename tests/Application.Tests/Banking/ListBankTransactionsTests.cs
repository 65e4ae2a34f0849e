using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class ListBankTransactionsTests
{
    private const string File = """
        Date,Description,Payee,Reference,Amount
        2026-06-01,Rent 100%,Hafenkontor,R-1,-900.00
        2026-06-02,Coffee_bar,Kranich,,-4.50
        2026-06-02,Invoice,Alder Freight,R-2,640.50
        2026-06-03,Salary,Payroll,,-3000.00
        2026-06-04,Refund,KRANICH,,4.50
        """;

    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private BankAccountId _account;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
        _account = await _ours.OpenAccountAsync();
        await _ours.ImportAsync(_account, File);
        await _ours.ImportAsync(
            await _ours.OpenAccountAsync("Yen", "JPY"), "Date,Description,Amount\n2026-06-02,Yen,-3000\n");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Lines_of_all_accounts_come_newest_first_and_page_by_page()
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await _ours.SendAsync(new ListBankTransactions(new(), new PageRequest(2, cursor)), role: "viewer")).Value;
            page.Items.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Items.Select(line => line.Description));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(6);
        seen.ShouldBeUnique();
        (seen[0], seen[1], seen[^1]).ShouldBe(("Refund", "Salary", "Rent 100%"));
    }

    [TestCase("kranich", "Refund|Coffee_bar")]
    [TestCase("r-2", "Invoice")]
    [TestCase("100%", "Rent 100%")]
    [TestCase("e_b", "Coffee_bar")]
    [TestCase("%", "Rent 100%")]
    [TestCase("' OR 1=1 --", "")]
    [TestCase("{0}", "")]
    public async Task Text_is_found_as_it_stands(string text, string expected) =>
        (await FindAsync(new BankTransactionFilter(Text: text))).ShouldBe(expected);

    [TestCase(null, "-900.00", "Salary|Rent 100%")]
    [TestCase("4.50", null, "Refund|Invoice")]
    [TestCase("-4.505", "4.4999", "Coffee_bar")]
    [TestCase("99999999999999999999", null, "")]
    public async Task Amounts_are_compared_in_major_units(string? min, string? max, string expected) => (await FindAsync(
        new BankTransactionFilter(MinAmount: Parse(min), MaxAmount: Parse(max)))).ShouldBe(expected);

    [Test]
    public async Task A_currency_without_decimals_is_compared_in_its_own_units() => (await _ours.SendAsync(new ListBankTransactions(
        new BankTransactionFilter(MaxAmount: -3000m), new PageRequest()))).Value.Items.Select(line => line.Description).ShouldBe(["Salary", "Yen"]);

    [Test]
    public async Task Days_and_states_narrow_the_list()
    {
        (await FindAsync(new BankTransactionFilter(From: new(2026, 6, 3)))).ShouldBe("Refund|Salary");
        (await FindAsync(new BankTransactionFilter(To: new(2026, 6, 1)))).ShouldBe("Rent 100%");
        (await FindAsync(new BankTransactionFilter(Status: BankTransactionStatus.Posted))).ShouldBe("");
        (await FindAsync(new BankTransactionFilter(Status: BankTransactionStatus.Unreviewed, From: new(2026, 6, 4)))).ShouldBe("Refund");
    }

    [TestCase(BankTransactionOrder.NewestFirst, "Refund|Salary|Coffee_bar,Invoice|Rent 100%")]
    [TestCase(BankTransactionOrder.OldestFirst, "Rent 100%|Coffee_bar,Invoice|Salary|Refund")]
    [TestCase(BankTransactionOrder.HighestFirst, "Invoice|Refund|Coffee_bar|Rent 100%|Salary")]
    [TestCase(BankTransactionOrder.LowestFirst, "Salary|Rent 100%|Coffee_bar|Refund|Invoice")]
    public async Task Every_order_holds_across_pages(BankTransactionOrder order, string expected)
    {
        var seen = new List<BankTransactionView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await _ours.SendAsync(new ListBankTransactions(new(_account), new PageRequest(2, cursor), order))).Value;
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        var byDay = order is BankTransactionOrder.NewestFirst or BankTransactionOrder.OldestFirst;
        string.Join('|', seen.GroupBy(line => byDay ? line.Date : (object)line.Id).Select(group => string.Join(',', group.Select(line => line.Description).Order())))
            .ShouldBe(expected);
    }

    [Test]
    public async Task A_cursor_of_another_order_is_refused_politely()
    {
        var first = (await _ours.SendAsync(new ListBankTransactions(new(_account), new PageRequest(2)))).Value;

        (await _ours.SendAsync(new ListBankTransactions(new(_account), new PageRequest(2, first.NextCursor), BankTransactionOrder.LowestFirst)))
            .Error!.Kind.ShouldBe(ErrorKind.Validation);
    }

    [TestCase("nonsense")]
    [TestCase("WzFd")]
    [TestCase("WzEsMl0")]
    [TestCase("W251bGwsbnVsbF0")]
    public async Task A_cursor_of_somebodys_own_making_is_refused_politely(string cursor) => (await _ours.SendAsync(
        new ListBankTransactions(new(), new PageRequest(2, cursor)))).Error!.Kind.ShouldBe(ErrorKind.Validation);

    private async Task<string> FindAsync(BankTransactionFilter filter) =>
        string.Join('|', (await _ours.LinesAsync(_account, filter)).Select(line => line.Description));

    private static decimal? Parse(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

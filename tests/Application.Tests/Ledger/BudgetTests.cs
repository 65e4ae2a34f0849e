using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What is meant, what came of it, and who is told in time.</summary>
public sealed class BudgetTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        for (var month = 1; month <= 12; month++)
        {
            await PostAsync(new(2025, month, 28), "6100", 1000.01m + month);
            await PostAsync(new(2025, month, 15), "4000", -200m);
        }

        await PostAsync(new(2025, 3, 2), "6200", -30m);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Last_years_figures_changed_by_a_percentage_stand_beside_what_came_of_them()
    {
        var drawn = await SendAsync(new CreateBudget("Plan", 2026, [new(Account("4000"), [.. Enumerable.Repeat(250m, 12)])], ChangePercent: 10));
        drawn.Rows.Select(row => $"{row.Account.Code} {row.Amounts[0].ToPlainString()} {row.Amounts[11].ToPlainString()} {row.Total.ToPlainString()}")
            .ShouldBe(["4000 250.00 250.00 3000.00", "6100 1101.11 1113.21 13285.92"]);

        await PostAsync(new(2026, 1, 5), "6100", 1200m);
        await PostAsync(new(2026, 2, 5), "6300", 40m);
        await PostAsync(new(2026, 2, 5), "4000", -100m);
        var report = await SendAsync(new GetBudgetReport(drawn.Id, new DateOnly(2026, 2, 10), Compare: Comparison.PreviousYear));
        (report.From, report.To, report.ComparedFrom, report.ComparedTo).ShouldBe((new(2026, 1, 1), new(2026, 2, 28), new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 28)));
        report.Lines.Select(line => $"{line.Account.Code} {Words(line.Figures)}").ShouldBe(
        [
            "4000 500.00 100.00 -400.00 20 400.00", "6100 2203.32 1200.00 -1003.32 54.5 2003.02", "6300 0.00 40.00 40.00 - 0.00",
        ]);
        Words(report.Expenses).ShouldBe("2203.32 1240.00 -963.32 56.3 2003.02");
        Words(report.Result).ShouldBe("-1703.32 -1140.00 563.32 - -1603.02");

        // What stands in the profit and loss is what the report says.
        var statement = await SendAsync(new GetProfitAndLoss(report.From, report.To, Comparison.PreviousYear));
        statement.Sections[^1].Total.ShouldBe(report.Result.Actual);
        statement.Sections[^1].Compared.ShouldBe(report.Result.Compared);
    }

    [Test]
    public async Task A_budget_is_refused_what_it_cannot_mean()
    {
        decimal[] zeros = [.. Enumerable.Repeat(0m, 12)];
        (await CodeAsync([new(Account("1010"), zeros)])).ShouldBe("budgets.account_not_for_budgets");
        (await CodeAsync([new(Account("6100"), zeros), new(Account("6100"), zeros)])).ShouldBe("budgets.account_twice");
        (await CodeAsync([new(Account("6100"), [1, 2, 3])])).ShouldBe("validation_error");
        (await CodeAsync([new(Account("6100"), [-1, .. zeros[1..]])])).ShouldBe("validation_error");
        (await CodeAsync([new(Account("6100"), [0.001m, .. zeros[1..]])])).ShouldBe("money.too_many_decimals");
        await SendAsync(new CreateBudget("Once", 2026, []));
        (await CodeAsync([], "Once")).ShouldBe("budgets.name_taken");
        var other = await TestSales.OpenAsync(await _app.FoundAsync("other"));
        (await CodeAsync([new(other.Accounts["6100"], zeros)])).ShouldBe("budgets.account_not_for_budgets");
    }

    [Test]
    public async Task An_expense_near_its_budget_and_beyond_it_is_told_once_whoever_looks_and_however_often()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("careful"));
        decimal[] each = [.. Enumerable.Repeat(100m, 12)];
        var budget = (await firm.Organization.SendAsync(new CreateBudget("Plan", 2026, [new(firm.Accounts["6100"], each), new(firm.Accounts["6200"], each), new(firm.Accounts["4000"], each)], [90]))).Value;
        var today = new DateOnly(2026, 6, 20);
        await SpendAsync("6100", 89.99m);
        await SpendAsync("4000", -500m);
        await firm.Organization.SendAsync(Entry(firm, new(2026, 3, 31), "6100", 500m));
        (await TellAsync()).ShouldBe(0);
        await SpendAsync("6100", 0.01m);
        await SpendAsync("6200", 100.01m);
        var told = await Task.WhenAll(TellAsync(), TellAsync(), TellAsync());
        told.Sum().ShouldBe(3);
        await SpendAsync("6100", 50m);
        await firm.Organization.SendAsync(new UpdateBudget(budget.Id, "Plan", [new(firm.Accounts["6200"], each), new(firm.Accounts["6100"], each)], [50]));
        (await TellAsync()).ShouldBe(1);
        (await TellAsync()).ShouldBe(0);

        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(type || ' ' || (data->>'account') || ' ' || (data#>>'{"{spent,value}"}'), '; ' ORDER BY type, data->>'account')
            FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'budget.%'
            """)).ShouldBe("budget.exceeded 6100 Rent 140.00; budget.exceeded 6200 Software and hosting 100.01; budget.threshold_reached 6100 Rent 90.00; budget.threshold_reached 6200 Software and hosting 100.01");
        (await firm.Organization.SendAsync(new DeleteBudget(budget.Id))).IsSuccess.ShouldBeTrue();

        async Task<int> TellAsync() => (await firm.Organization.SendAsPlatformAsync(new TellBudgets(today))).Value;

        Task SpendAsync(string code, decimal amount) => firm.Organization.SendAsync(Entry(firm, new(2026, 6, 10), code, amount));
    }

    [Test]
    public async Task Of_thresholds_passed_at_once_the_highest_is_told_and_none_below_one_that_was()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("stepwise"));
        var row = new BudgetRowDraft(firm.Accounts["6100"], [.. Enumerable.Repeat(100m, 12)]);
        var budget = (await firm.Organization.SendAsync(new CreateBudget("Plan", 2026, [row]))).Value;
        budget.ThresholdPercents.ShouldBe([80, 90, 95]);
        (await SpendAsync(79m)).ShouldBe("");
        (await SpendAsync(1m)).ShouldBe("80");
        (await SpendAsync(16m)).ShouldBe("80 95");
        await firm.Organization.SendAsync(new UpdateBudget(budget.Id, "Plan", [row], [85, 99, 99]));
        (await SpendAsync(0.01m)).ShouldBe("80 95");
        (await SpendAsync(3m)).ShouldBe("80 95 99");
        (await SpendAsync(10m)).ShouldBe("80 95 99 exceeded");
        (await firm.Organization.SendAsync(new UpdateBudget(budget.Id, "Plan", [row], []))).Value.ThresholdPercents.ShouldBeEmpty();
        foreach (int[] wrong in new int[][] { [0], [101], [1, 2, 3, 4, 5, 6] })
            (await firm.Organization.SendAsync(new UpdateBudget(budget.Id, "Plan", [row], wrong))).Error!.Code.ShouldBe("validation_error");

        async Task<string> SpendAsync(decimal amount)
        {
            await firm.Organization.SendAsync(Entry(firm, new(2026, 6, 10), "6100", amount));
            await firm.Organization.SendAsPlatformAsync(new TellBudgets(new(2026, 6, 20)));
            return $"{await _app.Database.ScalarAsync($"""
                SELECT string_agg(COALESCE(data->>'thresholdPercent', 'exceeded'), ' ' ORDER BY occurred_at, id) FROM events
                WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'budget.%'
                """)}";
        }
    }

    private AccountId Account(string code) => _firm.Accounts[code];

    private async Task<string?> CodeAsync(IReadOnlyList<BudgetRowDraft> rows, string? name = null) =>
        (await _firm.Organization.SendAsync(new CreateBudget(name ?? $"{Guid.NewGuid()}", 2026, rows))).Error?.Code;

    private async Task<T> SendAsync<T>(MediatR.IRequest<Pipeline.Result<T>> request) => (await _firm.Organization.SendAsync(request)).Value;

    private Task PostAsync(DateOnly day, string code, decimal amount) => SendAsync(Entry(_firm, day, code, amount));

    // Above zero a debit, against the bank.
    private static PostJournalEntry Entry(TestSales firm, DateOnly day, string code, decimal amount) => amount > 0
        ? new(day, [new(firm.Accounts[code], Debit: amount), new(firm.Accounts["1010"], Credit: amount)], "Work")
        : new(day, [new(firm.Accounts["1010"], Debit: -amount), new(firm.Accounts[code], Credit: -amount)], "Work");

    private static string Words(BudgetFigures figures) => string.Join(' ',
        figures.Budgeted.ToPlainString(), figures.Actual.ToPlainString(), figures.Difference.ToPlainString(),
        figures.UsedPercent?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) ?? "-", figures.Compared?.ToPlainString() ?? "-");
}

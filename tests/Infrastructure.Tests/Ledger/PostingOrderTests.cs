using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Ledger;

/// <summary>What accounts hold goes by what was posted and for which days, never by the order in which that came.</summary>
public sealed class PostingOrderTests
{
    private static readonly DateOnly June = new(2026, 6, 15);

    private sealed record Planned(DateOnly Day, int Debit, int Credit, decimal Amount, DateOnly? ReversedOn);

    [TestCase(5)]
    [TestCase(2026)]
    public async Task The_same_entries_in_any_order_leave_the_same_balances(int seed)
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var random = new Random(seed);
        var planned = Enumerable.Range(0, 50).Select(_ => Plan(random)).ToArray();
        var inOrder = await SaidAsync(app, "straight", planned);

        inOrder.ShouldNotBeEmpty();
        (await SaidAsync(app, "backwards", [.. planned.Reverse()])).ShouldBe(inOrder);
        for (var i = 0; i < 2; i++)
        {
            random.Shuffle(planned);
            (await SaidAsync(app, $"shuffled-{i}", planned)).ShouldBe(inOrder);
        }

        (await app.Database.ScalarAsync("""
            SELECT count(*) FROM (
                SELECT a.code, m.month, m.debit_minor, m.credit_minor, count(*) AS firms FROM account_months m
                JOIN accounts a ON a.organization_id = m.organization_id AND a.id = m.account_id GROUP BY 1, 2, 3, 4) b
            WHERE firms <> 4
            """)).ShouldBe(0L, "month by month");
    }

    private static Planned Plan(Random random)
    {
        var (day, debit, credit) = (June.AddDays(random.Next(-70, 70)), random.Next(3), random.Next(2));
        return new Planned(
            day, debit, credit >= debit ? credit + 1 : credit, random.Next(1, 100_000) / 100m, random.Next(5) == 0 ? day.AddDays(random.Next(0, 40)) : null);
    }

    // On each fifth day what each account holds, and the profit until then.
    private static async Task<IReadOnlyList<string>> SaidAsync(TestApp app, string slug, Planned[] entries)
    {
        var organization = await app.FoundAsync(slug);
        var books = await TestBooks.OpenAsync(organization);
        AccountId[] accounts = [books.Bank, books.Sales, books.Rent];
        foreach (var one in entries)
        {
            var posted = await books.PostAsync(one.Day, accounts[one.Debit], accounts[one.Credit], one.Amount);
            if (one.ReversedOn is { } day)
                (await organization.SendAsync(new ReverseJournalEntry(posted.Value.Id, day))).IsSuccess.ShouldBeTrue();
        }

        List<string> said = [];
        for (var day = June.AddDays(-70); day <= June.AddDays(115); day = day.AddDays(5))
        {
            var balances = (await organization.SendAsync(new GetTrialBalance(day))).Value.Rows.Select(row => $"{row.Account.Code}:{row.Balance.Minor}");
            var profit = (await organization.SendAsync(new GetProfitAndLoss(June.AddDays(-70), day))).Value.Sections[^1].Total.Minor;
            said.Add($"{day:O} {string.Join(' ', balances)} {profit}");
        }

        (await organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        return said;
    }
}

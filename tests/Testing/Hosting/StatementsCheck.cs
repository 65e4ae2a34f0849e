using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Testing.Hosting;

/// <summary>What holds of statements on either basis, whatever happened.</summary>
public static class StatementsCheck
{
    /// <summary>On this day there is as much as there is somebody's.</summary>
    public static async Task BalancesAsync(TestOrganization organization, DateOnly day, Basis basis)
    {
        var sheet = (await organization.SendAsync(new GetBalanceSheet(day, Basis: basis))).Value;
        var (assets, others) = (sheet.Sections.Single(section => section.Key == "assets").Total, sheet.Sections.Single(section => section.Key == "liabilitiesAndEquity").Total);
        if (assets != others)
            throw new InvalidOperationException($"At the end of {day:O} there are {assets}, and {others} are somebody's ({basis}).");
    }

    /// <summary>On both bases, week by week, and day by day around the beginning of a fiscal year, which is put in the midst of these days.</summary>
    /// <param name="organization">Whose books.</param>
    /// <param name="first">The first day.</param>
    /// <param name="days">How many; more than a month.</param>
    public static async Task HoldAsync(TestOrganization organization, DateOnly first, int days)
    {
        var midst = first.AddDays(days / 2);
        var begins = new DateOnly(midst.Year, midst.Month, 1);
        await organization.App.Database.ScalarAsync($"UPDATE organizations SET fiscal_year_start_month = {begins.Month} WHERE id = '{organization.Id}'");
        foreach (var basis in Enum.GetValues<Basis>())
        {
            await HoldsAsync(organization, first, days, basis);
            await HoldsAsync(organization, begins.AddDays(-5), 10, basis, step: 1);
            foreach (var (day, since) in new[] { (begins.AddDays(-1), begins.AddYears(-1)), (begins, begins), (begins.AddDays(4), begins) })
                await EarnsAsync(organization, day, since, basis);
        }
    }

    /// <summary>On each of these days, and from each to the next: what is earned in parts of a time is what is earned in all of it.</summary>
    /// <param name="organization">Whose books.</param>
    /// <param name="first">The first day.</param>
    /// <param name="days">How many.</param>
    /// <param name="basis">When documents count.</param>
    /// <param name="step">Days from one look to the next.</param>
    public static async Task HoldsAsync(TestOrganization organization, DateOnly first, int days, Basis basis, int step = 7)
    {
        var (last, day, sum) = (first.AddDays(days - 1), first, 0L);
        while (day <= last)
        {
            var to = day.AddDays(step - 1) is var end && end < last ? end : last;
            await BalancesAsync(organization, to, basis);
            sum += await ProfitAsync(organization, day, to, basis);
            var since = await ProfitAsync(organization, first, to, basis);
            if (sum != since)
                throw new InvalidOperationException($"From {first:O} to {to:O} {since} are earned, and {sum} in its parts ({basis}).");
            day = to.AddDays(1);
        }
    }

    // What the balance sheet has of the fiscal year is what was earned in it, and the rest of before.
    private static async Task EarnsAsync(TestOrganization organization, DateOnly day, DateOnly year, Basis basis)
    {
        var lines = (await organization.SendAsync(new GetBalanceSheet(day, Basis: basis))).Value.Sections.SelectMany(section => section.Lines).ToLookup(line => line.Key, line => line.Amount.Minor);
        var (current, before) = (await ProfitAsync(organization, year, day, basis), await ProfitAsync(organization, new DateOnly(1900, 1, 1), year.AddDays(-1), basis));
        if ((lines["currentEarnings"].Sum(), lines["earlierEarnings"].Sum()) is var shown && shown != (current, before))
            throw new InvalidOperationException($"At the end of {day:O} the balance sheet has {shown} of this year and of before, and {current} and {before} were earned ({basis}).");
    }

    /// <summary>In minor units of the base currency.</summary>
    public static async Task<long> ProfitAsync(TestOrganization organization, DateOnly from, DateOnly to, Basis basis) =>
        (await organization.SendAsync(new GetProfitAndLoss(from, to, Basis: basis))).Value.Sections[^1].Total.Minor;

    /// <summary>What an account holds at the end of all days, in minor units; above zero a debit.</summary>
    public static async Task<long> HeldAsync(TestOrganization organization, string code, Basis basis) =>
        (await organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31), basis))).Value.Rows.SingleOrDefault(row => row.Account.Code == code)?.Balance.Minor ?? 0;
}

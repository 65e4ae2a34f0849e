using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;

namespace Financbase.Web.Commands.Demo;

/// <summary>An insurance that was paid for a year, and a support contract that was billed for one: both are spread over their months.</summary>
internal sealed class DemoSchedules(DemoActors actors, DateOnly today)
{
    public async Task SowAsync(Dictionary<string, AccountId> chart)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-4);
        await SpreadAsync("Liability insurance", first, 1_140m, chart["1400"], chart["6450"], isCost: true);
        await SpreadAsync("Support contract, Kestrel Engineering", first.AddMonths(1), 2_880m, await DeferredAsync(chart), chart["4100"], isCost: false);
    }

    // What was booked as a cost or as income is put aside first.
    private async Task SpreadAsync(string name, DateOnly first, decimal total, AccountId aside, AccountId target, bool isCost)
    {
        if ((await actors.SendAsync(new ListScheduledEntries(new(name), new PageRequest(1)))).Items.Count > 0)
            return;

        var memo = $"{name}, put aside";
        var known = (await actors.SendAsync(new ListJournalEntries(new(memo), new PageRequest(1)))).Items;
        var source = known is [var put, ..] ? put.Id : (await actors.SendAsync(new PostJournalEntry(
            first, isCost ? [new(aside, Debit: total), new(target, Credit: total)] : [new(target, Debit: total), new(aside, Credit: total)], memo))).Id;
        await actors.SendAsync(new CreateScheduledEntry(new(name, aside, target, total, first, 12, SourceEntryId: source)));
    }

    private async Task<AccountId> DeferredAsync(Dictionary<string, AccountId> chart) =>
        chart.TryGetValue("2450", out var known) ? known : (await actors.SendAsync(new CreateAccount("2450", "Deferred income", AccountSubtype.OtherCurrentLiability))).Id;
}

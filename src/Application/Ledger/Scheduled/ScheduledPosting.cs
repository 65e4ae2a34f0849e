using Financbase.Application.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Posts portions in the current transaction, whose schedule is held by it or new.</summary>
internal sealed class ScheduledPosting(ILedger ledger, ILedgerReports reports, DocumentReferences references)
{
    /// <exception cref="DomainException"><c>ledger.account_not_postable</c>.</exception>
    public async Task PostDueAsync(ScheduledEntry schedule, CancellationToken ct)
    {
        var today = await references.TodayAsync(ct);
        while (schedule.IsDue(today))
            await PostNextAsync(schedule, ct);
    }

    /// <returns>Whether another portion is due.</returns>
    /// <exception cref="DomainException"><c>ledger.account_not_postable</c>.</exception>
    public async Task<bool> PostOneAsync(ScheduledEntry schedule, CancellationToken ct)
    {
        var today = await references.TodayAsync(ct);
        if (schedule.IsDue(today))
            await PostNextAsync(schedule, ct);
        return schedule.IsDue(today);
    }

    private async Task PostNextAsync(ScheduledEntry schedule, CancellationToken ct)
    {
        // Nobody closes a period between looking and posting.
        await ledger.JoinAsync(ct);
        var portion = schedule.Next!;
        var entry = schedule.EntryOf(portion, await reports.ReadLockAsync(ct));
        await ledger.PostAsync(entry, ct);
        if (schedule.IsAccrual)
            await ledger.ReverseAsync(entry, portion.TakenBackOn(entry.Date), $"{entry.Memo}, taken back", ct);
        schedule.PostedAs(entry);
    }
}

using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Ledger;

/// <summary>
/// Posts the portions of schedules that are due, each in a transaction of its own, so it may run as often as it likes. A schedule whose
/// portion cannot be posted says why, is tried again the next time, and holds up no other.
/// </summary>
[PlatformJob]
public sealed class ScheduledEntries(EachOrganization organizations, DuePieces pieces)
{
    private const string Piece = "portion of schedule";
    private const int AtOnce = 200;

    private static readonly Error Unexpected = new(
        "ledger.schedule_unexpected", "Something went wrong that is not yours to mend. It is tried again; if it stays so, tell your operator.", ErrorKind.Rule);

    [JobDisplayName("Post scheduled entries")]
    public Task PostAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(ScheduledEntries), PostDueAsync, ct);

    private Task PostDueAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        Piece,
        async after => (await sender.Send(new ListDueScheduledEntries(after is { } id ? new ScheduledEntryId(id) : null, AtOnce), ct)).Value,
        schedule => schedule.Id.Value,
        async schedule =>
        {
            await pieces.CatchUpAsync(
                Piece, schedule.Id.Value, SchedulePlan.MostMonths, async () => await sender.Send(new PostScheduledEntry(schedule.Id), ct), Unexpected, schedule.FailureCode,
                async error => await sender.Send(new NoteScheduledFailure(schedule.Id, error), ct), ct);
            return true;
        },
        ct);
}

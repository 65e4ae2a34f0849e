using Financbase.Application.Access;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Journal.Scheduled;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : ActingPageModel(sender)
{
    public ScheduledEntryView Schedule { get; private set; } = null!;

    /// <summary>What it can leave behind when it is cancelled; none where there is nothing to decide.</summary>
    public IReadOnlyList<ScheduledEnding> Endings { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    [Sends<PauseScheduledEntry>]
    public Task<IActionResult> OnPostPauseAsync(CancellationToken ct) => DoAsync(new PauseScheduledEntry(new ScheduledEntryId(Id)), _ => "It is paused.", ct);

    [Sends<ResumeScheduledEntry>]
    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) => DoAsync(new ResumeScheduledEntry(new ScheduledEntryId(Id)), _ => "It goes on.", ct);

    [Sends<CancelScheduledEntry>]
    public Task<IActionResult> OnPostCancelAsync(ScheduledEnding ending, DateOnly? date, CancellationToken ct) => DoAsync(
        new CancelScheduledEntry(new ScheduledEntryId(Id), ending, date), done => done.Entries == 0 ? "It is cancelled." : $"It is cancelled, and entries are posted for that: {done.Entries}.", ct);

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetScheduledEntry(new ScheduledEntryId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Schedule = found.Value;
        Endings = [.. EndingsOf(Schedule)];
        return Page();
    }

    private static IEnumerable<ScheduledEnding> EndingsOf(ScheduledEntryView schedule)
    {
        var goesOn = schedule.Summary.Status is ScheduledStatus.Active or ScheduledStatus.Paused;
        if (goesOn)
            yield return ScheduledEnding.KeepPosted;
        if (schedule.Portions.Any(portion => portion is { EntryId: not null, ReversalId: null }))
            yield return ScheduledEnding.ReversePosted;
        if (goesOn && schedule.Summary.Kind == ScheduledKind.Deferral)
            yield return ScheduledEnding.PostRest;
    }
}

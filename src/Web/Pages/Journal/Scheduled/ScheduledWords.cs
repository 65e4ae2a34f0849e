using Financbase.Application.Ledger.Scheduled;
using Financbase.Domain.Ledger;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Journal.Scheduled;

/// <summary>Schedules, for people.</summary>
public static class ScheduledWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<ScheduledStatus>(status => status.ToString());

    public static string Words(this ScheduledKind kind) => kind switch
    {
        ScheduledKind.Deferral => "Move what is booked already, a portion for each month",
        ScheduledKind.Accrual => "Accrue each month’s portion, and take it back on the next day",
        _ => "Accrue all that came up so far, and take it back on the next day",
    };

    public static string Short(this ScheduledKind kind) => kind switch
    {
        ScheduledKind.Deferral => "Deferral",
        ScheduledKind.Accrual => "Accrual",
        _ => "Accrual to date",
    };

    public static string Words(this ScheduledMethod method) => method == ScheduledMethod.Months ? "The same each month" : "By the days of each month";

    public static Tone ToneOf(this ScheduledStatus status) => status switch
    {
        ScheduledStatus.Active => Tone.Ok,
        ScheduledStatus.Paused => Tone.Warn,
        _ => Tone.Idle,
    };

    public static string IconOf(this ScheduledStatus status) => status switch
    {
        ScheduledStatus.Active => "calendar-clock",
        ScheduledStatus.Paused => "pause",
        ScheduledStatus.Finished => "circle-check",
        _ => "ban",
    };

    public static string Words(this ScheduledEnding ending) => ending switch
    {
        ScheduledEnding.KeepPosted => "Keep what is posted, and post nothing else",
        ScheduledEnding.ReversePosted => "Reverse what is posted",
        _ => "Post all that is left by one entry",
    };
}

using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>
/// <c>schedule {cron, timeZone?, misfire?}</c>: at the times of a cron expression. <c>trigger.scheduledAt</c> is the time
/// that it fires for, <c>trigger.firedAt</c> when it did.
/// </summary>
public sealed class ScheduleKind : TriggerKind
{
    private const string Utc = "UTC";

    private static readonly string[] Misfires = ["skip", "once", "all"];

    public override string Type => "schedule";

    public override CompiledTrigger Compile(ConfigReader trigger)
    {
        var cron = trigger.Text("cron", Limits.NameLength);
        var zone = trigger.OptionalText("timeZone", Limits.NameLength) ?? Utc;
        var misfire = trigger.Choice("misfire", Misfires, otherwise: "once");
        return new ScheduleTrigger(cron, zone, MisfireOf(misfire), cron.Length > 0 && zone.Length > 0 ? trigger.Schedule(cron, zone) : null);
    }

    public static Misfire MisfireOf(string word) => Enum.TryParse<Misfire>(word, ignoreCase: true, out var known) ? known : Misfire.Once;
}

/// <param name="Cron">As written.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Misfire">What becomes of times at which nothing could fire.</param>
/// <param name="Schedule">Null only when it could not be read; such a definition is refused.</param>
public sealed record ScheduleTrigger(string Cron, string TimeZone, Misfire Misfire, ISchedule? Schedule) : CompiledTrigger
{
    public override bool KnowsPeople => false;

    public override ValueShape Brings(Func<string, ValueShape> eventShape) => ValueShape.Having(("scheduledAt", ValueShape.Plain), ("firedAt", ValueShape.Plain));
}

/// <summary>What becomes of times at which nothing could fire, because no process ran or the organization was set aside.</summary>
public enum Misfire
{
    /// <summary>They are left out, if they are more than a minute ago.</summary>
    Skip,

    /// <summary>The last of them fires.</summary>
    Once,

    /// <summary>Each fires, the last <see cref="Limits.MissedTimes"/> of them.</summary>
    All,
}

using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Application.Workflows;

/// <summary>When a schedule trigger fires next.</summary>
/// <param name="Position">Of the trigger in the draft, from 0.</param>
/// <param name="Cron">As written.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Next">In UTC.</param>
public sealed record ScheduleTimes(int Position, string Cron, string TimeZone, IReadOnlyList<DateTimeOffset> Next)
{
    private const int Shown = 5;

    internal static IReadOnlyList<ScheduleTimes> Of(WorkflowDefinition? draft) =>
    [
        .. (draft?.Triggers ?? []).Index()
            .Where(trigger => trigger.Item.Compiled is ScheduleTrigger { Schedule: not null })
            .Select(trigger => (trigger.Index, Trigger: (ScheduleTrigger)trigger.Item.Compiled))
            .Select(found => new ScheduleTimes(found.Index, found.Trigger.Cron, found.Trigger.TimeZone, found.Trigger.Schedule!.Upcoming(Shown))),
    ];
}

using System.Reflection;

namespace Financbase.Application.Audit;

/// <summary>An action of the audit log and what it says to people.</summary>
public sealed record AuditAction(string Name, string Words);

/// <summary>Every action there is: those of the commands, and those of work that no command does.</summary>
public static class AuditActions
{
    /// <summary>Ends a family, e.g. <c>bank_account.*</c>.</summary>
    public const string Family = ".*";

    public static AuditAction StartByEvent { get; } = new("workflow.start_by_event", "Started workflows on events");

    public static AuditAction StartBySchedule { get; } = new("workflow.start_by_schedule", "Started workflows by their schedules");

    public static AuditAction RotateKeys { get; } = new("encryption_keys.rotate", "Rotated the encryption keys");

    public static IReadOnlyList<AuditAction> All { get; } =
    [
        .. typeof(AuditActions).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<AuditedAttribute>())
            .OfType<AuditedAttribute>()
            .Select(mark => new AuditAction(mark.Action, mark.Words))
            .Append(StartByEvent)
            .Append(StartBySchedule)
            .Append(RotateKeys)
            .OrderBy(action => action.Name, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, string> Words = All.ToDictionary(action => action.Name, action => action.Words);

    /// <summary>An action of an earlier version that exists no more is told by its name.</summary>
    public static string WordsOf(string action) => Words.GetValueOrDefault(action, action);
}

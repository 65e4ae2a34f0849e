using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>When and with which words customers are reminded of what is due. There is one of each organization, at most.</summary>
public sealed class ReminderPolicy : AggregateRoot, IOrganizationOwned
{
    public const int MostStages = 10;

    private ReminderPolicy()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>By days; no two on the same day.</summary>
    public IReadOnlyList<ReminderStage> Stages { get; private set; } = [];

    /// <summary>Since which day reminders are sent; what was due for one before is not made up for. Null while none are sent.</summary>
    public DateOnly? ActiveSince { get; private set; }

    public bool IsActive => ActiveSince is not null;

    /// <summary>What is offered to whoever has none yet.</summary>
    public static IReadOnlyList<ReminderStage> Suggested { get; } =
    [
        new(7, "Reminder: invoice {{ number }}", """
            Dear {{ customer }},

            invoice {{ number }} was to be paid by {{ due }}, and {{ open }} is still open. It may have slipped your mind. If your payment is on its way, ignore this mail.
            """),
        new(14, "Second reminder: invoice {{ number }}", """
            Dear {{ customer }},

            {{ open }} of invoice {{ number }} is {{ days }} days overdue. Please pay it now, or tell us what keeps you from it.
            """),
        new(30, "Last reminder: invoice {{ number }}", """
            Dear {{ customer }},

            in spite of our reminders {{ open }} of invoice {{ number }} is still open, {{ days }} days after it was due. Please pay it within a week.
            """),
    ];

    /// <exception cref="DomainException"><c>validation_error</c>, at <c>stages[n].…</c>.</exception>
    public static ReminderPolicy Of(OrganizationId organization, bool isActive, IReadOnlyList<ReminderStage> stages, DateOnly today)
    {
        var policy = new ReminderPolicy { OrganizationId = organization };
        policy.Say(isActive, stages, today);
        return policy;
    }

    /// <summary>What was sent already is not sent again.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>, at <c>stages[n].…</c>.</exception>
    public void Say(bool isActive, IReadOnlyList<ReminderStage> stages, DateOnly today)
    {
        if (stages.Count > MostStages)
            throw Fault("stages", $"There are {MostStages} stages at most.");
        if (isActive && stages.Count == 0)
            throw Fault("stages", "Say at least once when to remind.");
        if (stages.Select(stage => stage.Days).Distinct().Count() < stages.Count)
            throw Fault("stages", "No two stages are on the same day.");

        Stages = [.. stages.Select((stage, place) => stage.Checked(place)).OrderBy(stage => stage.Days)];
        ActiveSince = isActive ? ActiveSince ?? today : null;
    }

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

/// <summary>One time to remind.</summary>
/// <param name="Days">So many days after the last day to pay; below zero, before it. -60 to 365.</param>
/// <param name="Subject">Of the mail, in Liquid.</param>
/// <param name="Body">Its words, in Liquid; empty lines part paragraphs.</param>
public sealed record ReminderStage(int Days, string Subject, string Body)
{
    public const int Earliest = -60;
    public const int Latest = 365;
    public const int LongestSubject = 200;
    public const int LongestBody = 4_000;

    internal ReminderStage Checked(int place)
    {
        if (Days is < Earliest or > Latest)
            throw Fault(place, "days", $"Choose {Earliest} to {Latest} days.");
        return new(
            Days,
            Subject?.Trim() is { Length: > 0 and <= LongestSubject } subject ? subject : throw Fault(place, "subject", $"Write a subject of 1 to {LongestSubject} characters."),
            Body?.Trim() is { Length: > 0 and <= LongestBody } body ? body : throw Fault(place, "body", $"Write 1 to {LongestBody} characters."));
    }

    private static DomainException Fault(int place, string field, string message) => new(Error.Validation($"stages[{place}].{field}", message));
}

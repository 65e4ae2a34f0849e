namespace Financbase.Web.Pages.Events;

/// <summary>A span of events to hand over again, as its form has it. Times are the reader's own.</summary>
public sealed record ReplayInput
{
    public string Consumer { get; init; } = "";

    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public string? Type { get; init; }
}

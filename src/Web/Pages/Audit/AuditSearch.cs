using System.Globalization;
using Financbase.Application.Audit;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Audit;

/// <summary>Search and filters of the audit log, as they stand in the address. Days are the reader's own.</summary>
public sealed record AuditSearch
{
    public string? Text { get; init; }

    public string? Who { get; init; }

    public string? Action { get; init; }

    public string? Target { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public bool IsEmpty => this == new AuditSearch();

    public AuditFilter In(TimeZoneInfo zone) => new(
        Who?.Trim(), Action, Target, Days.StartOf(From, zone), Days.EndOf(To, zone), Text?.Trim());

    /// <summary>As an address writes it; what is not asked for is left out.</summary>
    public Dictionary<string, string?> ToRoute() => new()
    {
        ["text"] = Text,
        ["who"] = Who,
        ["action"] = Action,
        ["target"] = Target,
        ["from"] = From?.ToString("O", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("O", CultureInfo.InvariantCulture),
    };
}

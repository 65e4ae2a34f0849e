using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Audit;

/// <summary>A row about to be written. Its JSON is kept to the letter, and its time in microseconds: as a later check reads them.</summary>
internal sealed record AuditRow(OrganizationId OrganizationId, DateTimeOffset At, Principal Actor, string Action)
{
    public const int MostChanges = 100;
    public const int MostCharacters = 64_000;

    public Guid Id { get; } = Guid.CreateVersion7(At);

    public AuditTarget? Target { get; init; }

    public Provenance? Provenance { get; init; }

    public Guid? CausedBy { get; init; }

    /// <summary>A JSON array of what changed.</summary>
    public string Changes { get; private init; } = "[]";

    /// <summary>How many changes did not fit.</summary>
    public int Omitted { get; private init; }

    /// <summary>A JSON object of what code past the aggregates said.</summary>
    public string Summary { get; init; } = "{}";

    /// <summary>Who acts, in the log's words: an operator's verb and the product's own loops are the same principal.</summary>
    public string ActorKind => Actor.Kind == PrincipalKind.Platform
        ? Provenance?.Method == Provenance.Verb ? "operator" : "system"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(Actor.Kind.ToString());

    /// <summary>To the microsecond, which is what the database keeps.</summary>
    public static DateTimeOffset Moment(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));

    public AuditRow With(IEnumerable<AuditedChange> changes)
    {
        var kept = new List<string>();
        var (characters, omitted) = (2, 0);
        foreach (var change in changes)
        {
            var json = kept.Count < MostChanges ? change.ToJson().ToJsonString(WireJson.Options) : null;
            if (json is null || characters + json.Length + 1 > MostCharacters)
            {
                omitted++;
                continue;
            }

            kept.Add(json);
            characters += json.Length + 1;
        }

        return this with { Changes = $"[{string.Join(',', kept)}]", Omitted = omitted };
    }

    public static string SummaryOf(JsonObject summary) => summary.ToJsonString(WireJson.Options);
}

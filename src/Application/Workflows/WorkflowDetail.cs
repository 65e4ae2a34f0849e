using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Application.Workflows;

/// <summary>
/// A workflow with its draft: <c>Triggers</c>, <c>Entry</c> and <c>Steps</c> are as written, <c>Problems</c> what stands
/// against publishing it. A webhook trigger shows its address to those who may change the workflow. <c>Revision</c> names
/// this state, for changes that must not overwrite another's.
/// </summary>
public sealed record WorkflowDetail(
    Guid Id,
    string Name,
    string? Description,
    WorkflowStatus Status,
    int Revision,
    int? PublishedVersion,
    bool HasUnpublishedChanges,
    JsonElement Triggers,
    string? Entry,
    JsonElement Steps,
    IReadOnlyList<DefinitionProblem> Problems,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>How long an execution may take, ISO 8601; null sets no bound.</summary>
    public string? Timeout { get; init; }

    /// <summary>How many executions may be under way at once, as written; null sets no bound.</summary>
    public JsonElement? Concurrency { get; init; }

    /// <summary>When each schedule trigger of the draft fires next, once it is published.</summary>
    public IReadOnlyList<ScheduleTimes> Schedules { get; init; } = [];

    internal static WorkflowDetail Of(Workflow workflow, WorkflowLanguage language, Func<string, Uri>? addressOf)
    {
        var parsed = WorkflowDefinition.Parse(workflow.Draft, language);
        var draft = JsonElement.Parse(workflow.Draft);
        return new WorkflowDetail(
            workflow.Id.Value,
            workflow.Name,
            workflow.Description,
            workflow.Status,
            workflow.Revision,
            workflow.PublishedVersion,
            workflow.HasUnpublishedChanges,
            addressOf is null || workflow.HookToken is null ? draft.GetProperty("triggers") : WithAddresses(draft.GetProperty("triggers"), workflow.HookToken, addressOf),
            draft.TryGetProperty("entry", out var entry) ? entry.GetString() : null,
            draft.GetProperty("steps"),
            parsed.Definition is { } definition ? GraphCheck.Of(definition, language) : parsed.Problems,
            workflow.CreatedAt,
            workflow.UpdatedAt)
        {
            Timeout = draft.TryGetProperty("timeout", out var timeout) ? timeout.GetString() : null,
            Concurrency = draft.TryGetProperty("concurrency", out var concurrency) ? concurrency : null,
            Schedules = ScheduleTimes.Of(parsed.Definition),
        };
    }

    private static JsonElement WithAddresses(JsonElement triggers, string token, Func<string, Uri> addressOf)
    {
        var number = 0;
        var shown = JsonSerializer.SerializeToNode(triggers)!.AsArray();
        foreach (var trigger in shown.OfType<JsonObject>().Where(trigger => trigger["type"]?.GetValue<string>() == "webhook"))
            trigger[WebhookKind.Address] = addressOf(HookToken.Path(token, ++number)).AbsoluteUri;
        return JsonSerializer.SerializeToElement(shown);
    }
}

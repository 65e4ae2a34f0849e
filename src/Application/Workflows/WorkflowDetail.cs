using System.Text.Json;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>
/// A workflow with its draft: <c>Triggers</c>, <c>Entry</c> and <c>Steps</c> are as written, <c>Problems</c> what stands
/// against publishing it. <c>Revision</c> names this state, for changes that must not overwrite another's.
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
    internal static WorkflowDetail Of(Workflow workflow, WorkflowLanguage language)
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
            draft.GetProperty("triggers"),
            draft.TryGetProperty("entry", out var entry) ? entry.GetString() : null,
            draft.GetProperty("steps"),
            parsed.Definition is { } definition ? GraphCheck.Of(definition, language) : parsed.Problems,
            workflow.CreatedAt,
            workflow.UpdatedAt);
    }
}

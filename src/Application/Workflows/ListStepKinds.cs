using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows;

/// <summary>The kinds of step that a workflow may use, each with the schema of its configuration and an example.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ListStepKinds(PageRequest Page) : IQuery<Page<StepKindView>>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

/// <param name="Type">As in a definition.</param>
/// <param name="Title">For people.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Category">Where it stands in the palette.</param>
/// <param name="Effect">What running it does to the world.</param>
/// <param name="Config">The members of its configuration.</param>
/// <param name="Outcomes">What <c>next</c> may wire; every step also has <c>error</c>.</param>
/// <param name="Output">The members of <c>steps.&lt;key&gt;.output</c>.</param>
/// <param name="Example">A configuration.</param>
public sealed record StepKindView(
    string Type,
    string Title,
    string Summary,
    StepCategory Category,
    EffectClass Effect,
    IReadOnlyList<StepMemberView> Config,
    IReadOnlyList<StepOutcome> Outcomes,
    IReadOnlyList<StepOutput> Output,
    JsonElement Example)
{
    internal static StepKindView Of(StepKind kind) => new(
        kind.Type, kind.Card.Title, kind.Card.Summary, kind.Card.Category, kind.Effect,
        [.. kind.Schema.Members.Select(StepMemberView.Of)], kind.Card.Outcomes, kind.Card.Output, JsonElement.Parse(kind.Card.Example));
}

/// <param name="Name">In the JSON; empty when the configuration itself is meant.</param>
/// <param name="Label">For people.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Default">What an absent member means, as it would be written.</param>
/// <param name="Help">For who fills it in.</param>
/// <param name="Limit">What it may hold.</param>
/// <param name="Choices">The values that it may have, if they are few.</param>
/// <param name="Secrets">Whether <c>secrets.*</c> may stand in it.</param>
/// <param name="ForEachItem">Whether <c>item.*</c> and <c>loop.*</c> may stand in it.</param>
/// <param name="Items">The members of each object, when it is a list of objects.</param>
public sealed record StepMemberView(
    string Name,
    string Label,
    StepMemberType Type,
    bool Required,
    string? Default,
    string? Help,
    string? Limit,
    IReadOnlyList<StepChoice> Choices,
    bool Secrets,
    bool ForEachItem,
    IReadOnlyList<StepMemberView> Items)
{
    internal static StepMemberView Of(StepMember member) => new(
        member.Name, member.Label, member.Type, !member.Optional && member.Default is null, member.Default, member.Help, member.Limit,
        member.Choices, member.MayHoldSecrets, member.IsForEachItem, [.. member.Items?.Members.Select(Of) ?? []]);
}

internal sealed class ListStepKindsHandler(WorkflowLanguage language) : IHandler<ListStepKinds, Page<StepKindView>>
{
    public Task<Result<Page<StepKindView>>> Handle(ListStepKinds request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<StepKindView>>>(Page<StepKindView>.Slice(
            [.. language.Steps.All.OrderBy(kind => kind.Type, StringComparer.Ordinal).Select(StepKindView.Of)], request.Page, kind => kind.Type));
}

using Financbase.Application.Paging;
using Financbase.Application.Search;
using Financbase.Domain.Access;

namespace Financbase.Application.Workflows;

/// <summary>Runs by an id, a correlation or a key that they are tied to: look-ups, never a text inside of them.</summary>
internal sealed class ExecutionSearch(IExecutionReads reads) : ISearchSource
{
    public SearchKind Kind { get; } = new("execution", "Runs", "activity", Permissions.Executions.Read, 50) { Shortest = 4 };

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var reach = ExecutionReach.Of(rights, Permissions.Executions.Read);
        var found = await reads.ListAsync(reach, new ExecutionFilter(null, null, Stuck: false, term.Text), new PageRequest(most), ct);
        return
        [
            .. found!.Items.Select(run => new FoundThing($"{run.Id}", run.WorkflowName, $"{run.Status} · {run.Id}", $"/workflows/executions/{run.Id}")
            {
                Fit = $"{run.Id}" == term.Text ? SearchFit.Same : SearchFit.Contains,
            }),
        ];
    }
}

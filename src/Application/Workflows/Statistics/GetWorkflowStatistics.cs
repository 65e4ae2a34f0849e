using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Statistics;

/// <summary>
/// What became of a workflow's runs, as counts by day (UTC), also of days whose history has been dropped. All of its runs
/// count, those about things that the caller does not see, too.
/// </summary>
/// <param name="Id">Which workflow.</param>
/// <param name="From">The first day; null for 30 days up to the last one.</param>
/// <param name="To">The last day; null for today.</param>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetWorkflowStatistics(WorkflowId Id, DateOnly? From = null, DateOnly? To = null) : IQuery<WorkflowStatistics>, IOnWorkflow
{
    public const int MostDays = 366;

    public const int NormalDays = 30;
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Total">Of all days together.</param>
/// <param name="Days">Each of them, the oldest first.</param>
public sealed record WorkflowStatistics(DateOnly From, DateOnly To, RunFigures Total, IReadOnlyList<DayFigures> Days);

public sealed record DayFigures(DateOnly Day, RunFigures Figures);

internal sealed class GetWorkflowStatisticsHandler(IRepository<Workflow> workflows, IWorkflowStatistics statistics, TimeProvider clock)
    : IHandler<GetWorkflowStatistics, WorkflowStatistics>
{
    public async Task<Result<WorkflowStatistics>> Handle(GetWorkflowStatistics request, CancellationToken cancellationToken)
    {
        var to = request.To ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = request.From ?? (to.DayNumber >= GetWorkflowStatistics.NormalDays ? to.AddDays(1 - GetWorkflowStatistics.NormalDays) : DateOnly.MinValue);
        if (from > to)
            return Error.Validation("from", "The first day comes after the last one.");
        if (to.DayNumber - from.DayNumber >= GetWorkflowStatistics.MostDays)
            return Error.Validation("from", $"Ask for at most {GetWorkflowStatistics.MostDays} days at once.");
        if (await workflows.FindAsync(request.Id, cancellationToken) is null)
            return Error.NotFound("workflow");

        var tallies = await statistics.OfAsync(request.Id, from, to, cancellationToken);
        var byDay = tallies.ToLookup(tally => tally.Day);
        var days = Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber);
        return new WorkflowStatistics(from, to, RunFigures.Of(tallies), [.. days.Select(day => new DayFigures(day, RunFigures.Of([.. byDay[day]])))]);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Profit and loss with a column for each project, one for the rest of them and one for what is counted by none.</summary>
/// <param name="From">The first day; null for the first one of the fiscal year.</param>
/// <param name="To">The last day.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetProfitAndLossByProject(DateOnly? From, DateOnly To) : IQuery<ProjectStatementView>
{
    /// <summary>So many projects have a column of their own.</summary>
    public const int MostProjects = 8;
}

internal sealed class GetProfitAndLossByProjectValidator : AbstractValidator<GetProfitAndLossByProject>
{
    public GetProfitAndLossByProjectValidator() =>
        RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
}

internal sealed class GetProfitAndLossByProjectHandler(StatementBuilder builder, IProjects projects, IMultiTenantContextAccessor tenant)
    : IHandler<GetProfitAndLossByProject, ProjectStatementView>
{
    public async Task<Result<ProjectStatementView>> Handle(GetProfitAndLossByProject request, CancellationToken cancellationToken)
    {
        var period = await builder.PeriodAsync(request.From, request.To, cancellationToken);
        var whole = await builder.MovedAsync(period, cancellationToken);
        var moved = (await projects.ReadMovedAsync(null, period.From, period.To, cancellationToken)).ToLookup(one => one.Project, one => one.Balance);
        var shown = await ShownAsync(moved, cancellationToken);
        var ids = shown.Select(project => project.Id).ToHashSet();
        AccountBalance[] rest = [.. moved.Where(group => !ids.Contains(group.Key)).SelectMany(group => group)];
        var none = StatementBuilder.Moved(StatementBuilder.Summed(moved.SelectMany(group => group)), whole);

        List<(ProjectColumn Column, IReadOnlyCollection<AccountBalance> Moved)> columns =
            [.. shown.Select(project => (new ProjectColumn(project.Id, $"{project.Code} {project.Name}"), (IReadOnlyCollection<AccountBalance>)[.. moved[project.Id]]))];
        if (rest.Length > 0)
            columns.Add((new ProjectColumn(null, "Other projects"), rest));
        columns.Add((new ProjectColumn(null, "No project"), none));
        columns.Add((new ProjectColumn(null, "Total"), whole));
        return ProjectStatementView.Of(
            period, [.. columns.Select(one => one.Column)], [.. columns.Select(one => Statements.ProfitAndLoss(StatementBuilder.Summed(one.Moved)))],
            tenant.Tenant!.BaseCurrency);
    }

    // Those in which most moved, by code.
    private async Task<IReadOnlyList<ProjectView>> ShownAsync(ILookup<ProjectId, AccountBalance> moved, CancellationToken ct)
    {
        var most = moved.OrderByDescending(group => group.Sum(account => Math.Abs(account.Minor))).ThenBy(group => group.Key.Value)
            .Take(GetProfitAndLossByProject.MostProjects).Select(group => group.Key).ToList();
        var found = new List<ProjectView>(most.Count);
        foreach (var id in most)
            found.Add((await projects.FindAsync(id, ct))!);
        return [.. found.OrderBy(project => project.Code, StringComparer.Ordinal)];
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Revenue, expenses and what is left of a period.</summary>
/// <param name="From">The first day; null for the first one of the fiscal year.</param>
/// <param name="To">The last day.</param>
/// <param name="Compare">What is put beside it.</param>
/// <param name="Project">Only what is counted by one project, or by none; null for everything.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetProfitAndLoss(DateOnly? From, DateOnly To, Comparison Compare = Comparison.None, ProjectScope? Project = null) : IQuery<StatementView>;

internal sealed class GetProfitAndLossValidator : AbstractValidator<GetProfitAndLoss>
{
    public GetProfitAndLossValidator() => RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
}

internal sealed class GetProfitAndLossHandler(StatementBuilder builder, IProjects projects) : IHandler<GetProfitAndLoss, StatementView>
{
    public async Task<Result<StatementView>> Handle(GetProfitAndLoss request, CancellationToken cancellationToken) =>
        await builder.ReadAsync(
            request.From, request.To, isOfDay: false, request.Compare,
            async period => Statements.ProfitAndLoss(await MovedAsync(request.Project, period, cancellationToken)), cancellationToken);

    private async Task<IReadOnlyList<AccountBalance>> MovedAsync(ProjectScope? scope, ReportPeriod period, CancellationToken ct)
    {
        if (scope is null)
            return await builder.MovedAsync(period, ct);

        var counted = StatementBuilder.Summed((await projects.ReadMovedAsync(scope.Project, period.From, period.To, ct)).Select(one => one.Balance));
        return scope.Project is null ? StatementBuilder.Moved(counted, await builder.MovedAsync(period, ct)) : counted;
    }
}

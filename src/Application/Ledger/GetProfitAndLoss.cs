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
/// <param name="Project">Only what is counted by one project, or by none; null for everything. On the accrual basis only.</param>
/// <param name="Basis">When invoices and bills count.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetProfitAndLoss(
    DateOnly? From, DateOnly To, Comparison Compare = Comparison.None, ProjectScope? Project = null, Basis Basis = Basis.Accrual) : IQuery<StatementView>;

internal sealed class GetProfitAndLossValidator : AbstractValidator<GetProfitAndLoss>
{
    public GetProfitAndLossValidator()
    {
        RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
        RuleFor(report => report.Project).Null().When(report => report.Basis == Basis.Cash).WithMessage("On the cash basis it is not worked out by project. Choose one of both.");
    }
}

internal sealed class GetProfitAndLossHandler(StatementBuilder builder, IProjects projects) : IHandler<GetProfitAndLoss, StatementView>
{
    public async Task<Result<StatementView>> Handle(GetProfitAndLoss request, CancellationToken cancellationToken) =>
        await builder.ReadAsync(
            request.From, request.To, isOfDay: false, request.Compare,
            async period => Statements.ProfitAndLoss(await MovedAsync(request, period, cancellationToken)), cancellationToken, request.Basis);

    private async Task<IReadOnlyList<AccountBalance>> MovedAsync(GetProfitAndLoss request, ReportPeriod period, CancellationToken ct)
    {
        if (request.Project is not { } scope)
            return await builder.MovedAsync(period, ct, request.Basis);

        var counted = StatementBuilder.Summed((await projects.ReadMovedAsync(scope.Project, period.From, period.To, ct)).Select(one => one.Balance));
        return scope.Project is null ? StatementBuilder.Moved(counted, await builder.MovedAsync(period, ct)) : counted;
    }
}

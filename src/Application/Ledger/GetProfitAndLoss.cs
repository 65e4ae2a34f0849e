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
/// <param name="Basis">When invoices and bills count.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetProfitAndLoss(DateOnly? From, DateOnly To, Comparison Compare = Comparison.None, Basis Basis = Basis.Accrual) : IQuery<StatementView>;

internal sealed class GetProfitAndLossValidator : AbstractValidator<GetProfitAndLoss>
{
    public GetProfitAndLossValidator() => RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
}

internal sealed class GetProfitAndLossHandler(StatementBuilder builder) : IHandler<GetProfitAndLoss, StatementView>
{
    public async Task<Result<StatementView>> Handle(GetProfitAndLoss request, CancellationToken cancellationToken) =>
        await builder.ReadAsync(request.From, request.To, isOfDay: false, request.Compare, async period =>
        {
            var before = await builder.BeforeAsync(period.From, cancellationToken, request.Basis);
            return Statements.ProfitAndLoss(StatementBuilder.Moved(before, await builder.AtEndOfAsync(period.To, cancellationToken, request.Basis)));
        }, cancellationToken, request.Basis);
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Where money came from and went to in a period.</summary>
/// <param name="From">The first day; null for the first one of the fiscal year.</param>
/// <param name="To">The last day.</param>
/// <param name="Compare">What is put beside it.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetCashFlow(DateOnly? From, DateOnly To, Comparison Compare = Comparison.None) : IQuery<StatementView>;

internal sealed class GetCashFlowValidator : AbstractValidator<GetCashFlow>
{
    public GetCashFlowValidator() => RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
}

internal sealed class GetCashFlowHandler(StatementBuilder builder) : IHandler<GetCashFlow, StatementView>
{
    public async Task<Result<StatementView>> Handle(GetCashFlow request, CancellationToken cancellationToken) =>
        await builder.ReadAsync(request.From, request.To, isOfDay: false, request.Compare, async period =>
        {
            var before = await builder.BeforeAsync(period.From, cancellationToken);
            return Statements.CashFlow(before, StatementBuilder.Moved(before, await builder.AtEndOfAsync(period.To, cancellationToken)));
        }, cancellationToken);
}

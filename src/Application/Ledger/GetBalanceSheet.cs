using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>What there is at the end of a day, and whose it is.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Compare">What is put beside it.</param>
/// <param name="Basis">When invoices and bills count.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetBalanceSheet(DateOnly AsOf, Comparison Compare = Comparison.None, Basis Basis = Basis.Accrual) : IQuery<StatementView>;

internal sealed class GetBalanceSheetHandler(StatementBuilder builder) : IHandler<GetBalanceSheet, StatementView>
{
    public async Task<Result<StatementView>> Handle(GetBalanceSheet request, CancellationToken cancellationToken) =>
        await builder.ReadAsync(null, request.AsOf, isOfDay: true, request.Compare, async period =>
        {
            var year = await builder.YearStartAsync(period.To, cancellationToken);
            return Statements.BalanceSheet(await builder.AtEndOfAsync(period.To, cancellationToken, request.Basis), await builder.BeforeAsync(year, cancellationToken, request.Basis));
        }, cancellationToken, request.Basis);
}

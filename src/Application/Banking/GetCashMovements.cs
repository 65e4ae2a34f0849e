using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>
/// What came in and went out by bank account and period, of the accounts that the caller may see. A period without lines has
/// no row; the first and the last one hold only what lies between the days asked for.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="By">How long a period is.</param>
/// <param name="BankAccountId">Of this account only.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetCashMovements(DateOnly From, DateOnly To, ReportPeriod By = ReportPeriod.Month, BankAccountId? BankAccountId = null)
    : IQuery<ReportRows<CashMovement>>, IConcerns
{
    Resource? IConcerns.Concerned => BankAccountId is { } account ? IOnBankAccount.Of(account) : null;
}

/// <summary>A week begins on Monday.</summary>
public enum ReportPeriod
{
    Day,
    Week,
    Month,
}

/// <param name="BankAccountId">Which account.</param>
/// <param name="Account">Its name.</param>
/// <param name="Period">The first day of the period.</param>
/// <param name="MoneyIn">What came in.</param>
/// <param name="MoneyOut">What went out, as a negative amount.</param>
/// <param name="Net">Both together.</param>
/// <param name="Lines">How many lines.</param>
public sealed record CashMovement(BankAccountId BankAccountId, string Account, DateOnly Period, Money MoneyIn, Money MoneyOut, Money Net, int Lines);

internal sealed class GetCashMovementsValidator : AbstractValidator<GetCashMovements>
{
    public GetCashMovementsValidator() =>
        RuleFor(report => report.To).GreaterThanOrEqualTo(report => report.From).WithMessage("The last day comes before the first.");
}

internal sealed class GetCashMovementsHandler(ICashReports reports, ICurrentPrincipal principal) : IHandler<GetCashMovements, ReportRows<CashMovement>>
{
    public async Task<Result<ReportRows<CashMovement>>> Handle(GetCashMovements query, CancellationToken cancellationToken)
    {
        var rows = await reports.MovementsAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), query, cancellationToken);
        return rows.Count > ICashReports.MostRows ? BankingErrors.ReportTooLarge : new ReportRows<CashMovement>(rows);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>What the lines of each bank account that the caller may see add up to, by name.</summary>
/// <param name="On">Up to this day; null for all lines.</param>
/// <param name="BankAccountId">Of this account only.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetBankBalances(DateOnly? On = null, BankAccountId? BankAccountId = null) : IQuery<ReportRows<BankBalance>>, IConcerns
{
    Resource? IConcerns.Concerned => BankAccountId is { } account ? IOnBankAccount.Of(account) : null;
}

/// <param name="BankAccountId">Which account.</param>
/// <param name="Account">Its name.</param>
/// <param name="Total">The sum of its lines: the balance at the bank, if every line since the account was opened is there.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="LastDate">The day of the last one.</param>
public sealed record BankBalance(BankAccountId BankAccountId, string Account, Money Total, int Lines, DateOnly? LastDate);

internal sealed class GetBankBalancesHandler(ICashReports reports, ICurrentPrincipal principal) : IHandler<GetBankBalances, ReportRows<BankBalance>>
{
    public async Task<Result<ReportRows<BankBalance>>> Handle(GetBankBalances query, CancellationToken cancellationToken)
    {
        var rows = await reports.BalancesAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), query, cancellationToken);
        return rows.Count > ICashReports.MostRows ? BankingErrors.ReportTooLarge : new ReportRows<BankBalance>(rows);
    }
}

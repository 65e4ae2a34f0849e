using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Chooses the account of the chart that stands for a bank account: its lines are posted there.</summary>
[RequirePermission(Permissions.Banking.Manage)]
[Audited("bank_account.connect", "Chose the ledger account of a bank account")]
public sealed record ConnectBankAccount(BankAccountId Id, AccountId LedgerAccountId) : ICommand<Done>;

internal sealed class ConnectBankAccountHandler(
    IRepository<BankAccount> banks, IRepository<Account> accounts, IBankLines lines, ILedger ledger, ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant) : IHandler<ConnectBankAccount, Done>
{
    public async Task<Result<Done>> Handle(ConnectBankAccount command, CancellationToken cancellationToken)
    {
        if (!principal.Current.Rights.MaySee(command.Id)
            || await banks.FindAsync(command.Id, cancellationToken) is not { } bank)
            return Error.NotFound("bank account");
        if (bank.LedgerAccountId == command.LedgerAccountId)
            return new Done();
        if (await accounts.FindAsync(command.LedgerAccountId, cancellationToken) is not { } account)
            return LedgerErrors.AccountNotPostable;

        await ledger.HoldAsync(cancellationToken);
        if (await lines.AnyInBooksAsync(bank.Id, cancellationToken))
            return BankingErrors.LinesInBooks;
        if (bank.Currency != tenant.Tenant!.BaseCurrency && await lines.HoldsOtherMoneyAsync(account.Id, bank.Currency, cancellationToken))
            return BankingErrors.HoldsOtherMoney;

        bank.StandFor(account);
        return new Done();
    }
}

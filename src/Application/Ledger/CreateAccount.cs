using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Adds an account to the chart. A code twice is refused.</summary>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("account.open", "Opened an account")]
public sealed record CreateAccount(string Code, string Name, AccountSubtype Subtype, string? Description = null) : ICommand<AccountView>;

internal sealed class CreateAccountHandler(IRepository<Account> accounts, IMultiTenantContextAccessor tenant) : IHandler<CreateAccount, AccountView>
{
    public Task<Result<AccountView>> Handle(CreateAccount command, CancellationToken cancellationToken)
    {
        var account = Account.Open(tenant.OrganizationId, command.Code, command.Name, command.Subtype, command.Description);
        accounts.Add(account);
        return Task.FromResult<Result<AccountView>>(AccountView.Of(account, Money.Zero(tenant.Tenant!.BaseCurrency)));
    }
}

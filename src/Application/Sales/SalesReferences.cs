using Financbase.Application.Persistence;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Whether what an item or a line names is there and in use.</summary>
internal sealed class SalesReferences(IRepository<TaxRate> rates, IRepository<Account> accounts)
{
    /// <exception cref="DomainException"><c>documents.tax_rate_unknown</c>.</exception>
    public async Task CheckAsync(TaxRateId? rate, CancellationToken ct)
    {
        if (rate is { } id && await rates.FindAsync(id, ct) is not { IsArchived: false })
            throw new DomainException(DocumentsErrors.TaxRateUnknown);
    }

    /// <exception cref="DomainException"><c>sales.account_not_for_sales</c>.</exception>
    public async Task CheckAsync(AccountId? account, CancellationToken ct)
    {
        if (account is { } id && await accounts.FindAsync(id, ct) is not { IsArchived: false, Type: AccountType.Revenue })
            throw new DomainException(SalesErrors.AccountNotForSales);
    }
}

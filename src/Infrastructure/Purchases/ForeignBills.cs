using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Documents;

namespace Financbase.Infrastructure.Purchases;

/// <summary>What was owed to vendors in other currencies.</summary>
internal sealed class ForeignBills(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IPostingAccounts postingAccounts)
    : ForeignOpenItems(context, tenant, postingAccounts, PostingRole.Payable, -1, OpenPayables.Sql);

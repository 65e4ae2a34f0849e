using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Documents;

namespace Financbase.Infrastructure.Sales;

/// <summary>What customers owed in other currencies.</summary>
internal sealed class ForeignDocuments(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IPostingAccounts postingAccounts)
    : ForeignOpenItems(context, tenant, postingAccounts, PostingRole.Receivable, 1, OpenReceivables.Sql);

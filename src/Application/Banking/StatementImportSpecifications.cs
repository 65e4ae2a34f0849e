using Financbase.Application.Specifications;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>The latest import that stands and whose file said whose account it is.</summary>
internal sealed class LatestIdentifiedImport : SingleResultSpecification<StatementImport>
{
    public LatestIdentifiedImport(BankAccountId account) => Query
        .Where(import => import.BankAccountId == account && import.State == StatementImportState.Imported && import.IsIdentified)
        .OrderByDescending(import => import.ImportedAt)
        .Take(1)
        .AsNoTracking();
}

/// <summary>The import that stands and tells the latest balance up to a day.</summary>
internal sealed class LatestBalanceBefore : SingleResultSpecification<StatementImport>
{
    public LatestBalanceBefore(BankAccountId account, DateOnly day) => Query
        .Where(import => import.BankAccountId == account && import.State == StatementImportState.Imported
            && import.ClosingMinor != null && import.To <= day)
        .OrderByDescending(import => import.To)
        .OrderByDescending(import => import.ImportedAt)
        .Take(1)
        .AsNoTracking();
}

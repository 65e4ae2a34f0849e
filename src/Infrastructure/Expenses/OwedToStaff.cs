using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Infrastructure.Expenses;

/// <summary>What is owed for expenses that members paid; a debt is below zero.</summary>
internal sealed class OwedToStaff : ISubledger
{
    public string Name => "What is owed to staff";

    public PostingRole Role => PostingRole.OwedToStaff;

    public AccountSubtype Subtype => AccountSubtype.OwedToStaff;

    public IReadOnlyList<JournalEntrySource> Sources => [JournalEntrySource.Expense];

    public string? BankLines => null;

    public string OpenItems => "SELECT -COALESCE(sum(owed_base_minor), 0) FROM expenses WHERE organization_id = $1 AND owed_base_minor > 0";

    public string IsAnyOpen => "EXISTS (SELECT FROM expenses WHERE organization_id = $1 AND owed_base_minor > 0)";
}

using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Infrastructure.Sales;

/// <summary>What is open of invoices, less what is left of credit notes and payments.</summary>
internal sealed class Receivables : ISubledger
{
    public string Name => "What customers owe";

    public PostingRole Role => PostingRole.Receivable;

    public AccountSubtype Subtype => AccountSubtype.Receivable;

    public IReadOnlyList<JournalEntrySource> Sources => [JournalEntrySource.Invoice, JournalEntrySource.CreditNote, JournalEntrySource.Payment];

    public string BankLines => "payment_id";

    public string OpenItems => """
        SELECT COALESCE((SELECT sum(CASE kind WHEN 'invoice' THEN open_base_minor ELSE -open_base_minor END) FROM invoices WHERE organization_id = $1 AND open_minor > 0), 0)
            - COALESCE((SELECT sum(unallocated_base_minor) FROM payments WHERE organization_id = $1 AND unallocated_minor > 0), 0)
        """;

    public string IsAnyOpen => """
        EXISTS (SELECT FROM invoices WHERE organization_id = $1 AND open_minor > 0) OR EXISTS (SELECT FROM payments WHERE organization_id = $1 AND unallocated_minor > 0)
        """;
}

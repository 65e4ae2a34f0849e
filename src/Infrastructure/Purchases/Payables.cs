using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Infrastructure.Purchases;

/// <summary>What is open of bills, less what is left of payments to vendors and of their credits; a debt is below zero.</summary>
internal sealed class Payables : ISubledger
{
    public string Name => "What is owed to vendors";

    public PostingRole Role => PostingRole.Payable;

    public AccountSubtype Subtype => AccountSubtype.Payable;

    public IReadOnlyList<JournalEntrySource> Sources => [JournalEntrySource.Bill, JournalEntrySource.VendorCredit, JournalEntrySource.VendorPayment];

    public string BankLines => "vendor_payment_id";

    public string OpenItems => """
        SELECT COALESCE((SELECT sum(unallocated_base_minor) FROM vendor_payments WHERE organization_id = $1 AND unallocated_minor > 0), 0)
            + COALESCE((SELECT sum(open_base_minor) FROM vendor_credits WHERE organization_id = $1 AND open_minor > 0), 0)
            - COALESCE((SELECT sum(open_base_minor) FROM bills WHERE organization_id = $1 AND open_minor > 0), 0)
        """;

    public string IsAnyOpen => """
        EXISTS (SELECT FROM bills WHERE organization_id = $1 AND open_minor > 0) OR EXISTS (SELECT FROM vendor_credits WHERE organization_id = $1 AND open_minor > 0)
            OR EXISTS (SELECT FROM vendor_payments WHERE organization_id = $1 AND unallocated_minor > 0)
        """;
}

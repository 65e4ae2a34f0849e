using Financbase.Domain.Ledger;

namespace Financbase.Domain.Documents;

/// <summary>Which way the money of documents goes.</summary>
/// <param name="Control">Whose account holds what is open of the documents.</param>
/// <param name="Source">Where the entries of its payments come from.</param>
/// <param name="Sign">1 where the bank is debited, -1 where it is credited.</param>
public sealed record PaymentWay(PostingRole Control, JournalEntrySource Source, int Sign)
{
    /// <summary>From customers.</summary>
    public static PaymentWay In { get; } = new(PostingRole.Receivable, JournalEntrySource.Payment, 1);

    /// <summary>To vendors.</summary>
    public static PaymentWay Out { get; } = new(PostingRole.Payable, JournalEntrySource.VendorPayment, -1);
}

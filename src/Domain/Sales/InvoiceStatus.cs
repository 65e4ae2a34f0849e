namespace Financbase.Domain.Sales;

/// <summary>How far a document is. What was paid is told apart from it.</summary>
public enum InvoiceStatus
{
    /// <summary>It can still be changed, and is in no books.</summary>
    Draft,

    /// <summary>It has its number, is in the books, and is never changed any more.</summary>
    Finalized,

    /// <summary>The customer has it.</summary>
    Sent,

    /// <summary>It was taken back before anything was paid.</summary>
    Void,
}

/// <summary>What became of the money.</summary>
public enum PaymentStatus
{
    /// <summary>There is nothing to pay: a draft, or what is void.</summary>
    None,
    Open,
    PartiallyPaid,
    Paid,
    Overdue,
    WrittenOff,
}

public enum InvoiceKind
{
    Invoice,

    /// <summary>An invoice the other way round: the customer is owed.</summary>
    CreditNote,
}

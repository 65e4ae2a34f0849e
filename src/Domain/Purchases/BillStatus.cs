namespace Financbase.Domain.Purchases;

/// <summary>How far a bill is. What was paid is told apart from it.</summary>
public enum BillStatus
{
    /// <summary>It can still be changed.</summary>
    Draft,

    /// <summary>It was handed in and waits for a decision.</summary>
    Received,

    /// <summary>It is in the books and is never changed any more.</summary>
    Approved,

    /// <summary>It is in no books; corrected, it is a draft again.</summary>
    Rejected,

    /// <summary>It was taken back.</summary>
    Void,
}

/// <summary>What became of the money.</summary>
public enum BillPaymentStatus
{
    /// <summary>There is nothing to pay yet, or any more.</summary>
    None,
    Open,
    PartiallyPaid,
    Paid,
    Overdue,
}

namespace Financbase.Domain.Purchases;

/// <summary>How far a credit of a vendor is. What is left of it is told apart.</summary>
public enum VendorCreditStatus
{
    /// <summary>It can still be changed.</summary>
    Draft,

    /// <summary>It is in the books and is never changed any more.</summary>
    Posted,

    /// <summary>It was taken back.</summary>
    Void,
}

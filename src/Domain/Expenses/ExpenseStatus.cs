namespace Financbase.Domain.Expenses;

/// <summary>How far an expense is.</summary>
public enum ExpenseStatus
{
    /// <summary>It can still be changed.</summary>
    Draft,

    /// <summary>It waits for somebody else to decide.</summary>
    Submitted,

    /// <summary>It is in the books and is never changed any more. What a person paid is owed to them, or what is left of it.</summary>
    Approved,

    /// <summary>It is in no books; corrected, it is a draft again.</summary>
    Rejected,

    /// <summary>Whoever paid it has all of their money back.</summary>
    Reimbursed,

    /// <summary>It was taken back.</summary>
    Void,
}

/// <summary>Whose money it was.</summary>
public enum ExpensePayer
{
    /// <summary>The organization's: its bank account, its cash or its card.</summary>
    Organization,

    /// <summary>A member's own, which is owed to them.</summary>
    Person,
}

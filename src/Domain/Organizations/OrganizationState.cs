namespace Financbase.Domain.Organizations;

public enum OrganizationState
{
    Active,

    /// <summary>Set aside by an owner: nothing is served and nothing runs until it is resumed.</summary>
    Suspended,

    /// <summary>Set aside by the platform's operators, who alone lift it; its owners can still download what it holds.</summary>
    Blocked,

    /// <summary>Closed by an owner, who can take it back for a while.</summary>
    Closed,

    /// <summary>Closed for good: what it held is deleted, or being deleted. Only its short name stays.</summary>
    Erased,
}

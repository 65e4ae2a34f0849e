using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>The one thing that somebody wants to act on, with the facts that constraints ask for. Null means not known.</summary>
/// <param name="Type">One of <see cref="ResourceTypes"/>, where it can be granted for one.</param>
/// <param name="Id">Its id.</param>
public sealed record Resource(string Type, Guid Id)
{
    /// <summary>What one act moves, for a permission that is limited by amount; it is on no single thing.</summary>
    public static Resource Moving(Money amount) => new("amount", Guid.Empty) { Amount = amount };

    public UserId? CreatedBy { get; init; }

    public Money? Amount { get; init; }

    public string? Status { get; init; }

    /// <summary>The account that it is or belongs to.</summary>
    public Guid? AccountId { get; init; }
}

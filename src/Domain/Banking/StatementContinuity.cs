using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>
/// Whether the balances of a statement agree with its lines and with the statement before it. A difference is a warning
/// to look for a missing statement, never a reason to refuse.
/// The difference is zero when continuous, null when nothing tells.
/// </summary>
public readonly record struct StatementContinuity(Money? Difference)
{
    public bool? IsContinuous => Difference is { } difference ? difference.Minor == 0 : null;

    /// <summary>Opening balance + all lines must be the closing balance. The closing balance of a statement opens the next.</summary>
    public static StatementContinuity Within(Money? opening, Money? closing, Money? sumOfLines) =>
        new(opening is { } from && closing is { } to && sumOfLines is { } sum ? to - from - sum : null);

    /// <summary>A statement must open with the balance at which the one before it closed.</summary>
    public static StatementContinuity Between(Money? previousClosing, Money? opening) =>
        new(previousClosing is { } closed && opening is { } opened ? opened - closed : null);

    /// <summary>The first difference that either check found.</summary>
    public StatementContinuity Or(StatementContinuity other) => IsContinuous switch
    {
        false => this,
        true => other.IsContinuous == false ? other : this,
        null => other,
    };
}

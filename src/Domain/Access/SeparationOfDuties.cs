using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>A part that a person plays in one payment or document.</summary>
public enum Duty
{
    Submit,
    Approve,
    Pay,
}

/// <summary>What a person did to it already.</summary>
public sealed record DutyDone(Duty Duty, UserId By);

/// <summary>
/// Nobody approves what they submitted, and nobody pays what they approved: two people stand between a claim and the
/// money, whatever their roles. A key acts for its maker and counts as that person.
/// </summary>
public static class SeparationOfDuties
{
    /// <exception cref="DomainException"><c>access.separation_of_duties</c>.</exception>
    public static void Require(Duty duty, UserId by, IEnumerable<DutyDone> before)
    {
        var apart = duty switch
        {
            Duty.Submit => (Duty?)null,
            Duty.Approve => Duty.Submit,
            Duty.Pay => Duty.Approve,
        };
        if (apart is { } other && before.Any(done => done.Duty == other && done.By == by))
            throw new DomainException(AccessErrors.DutiesApart(duty, other));
    }
}

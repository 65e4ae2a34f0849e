using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Whether somebody is the only one who may do something, such as approve bills or expenses.</summary>
internal sealed class BillApprovers(IBills books, IActingMembers members, AmountLimits limits)
{
    /// <summary>Nobody pays what they approved, unless nobody else may pay.</summary>
    /// <param name="bills">What is to be paid.</param>
    /// <param name="by">Who wants to.</param>
    /// <param name="permission">What it takes.</param>
    /// <param name="moved">How much is paid, for a permission that can be limited.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><c>access.separation_of_duties</c>.</exception>
    public async Task RequireOtherDutyAsync(IEnumerable<Bill> bills, UserId by, string permission, Moved? moved, CancellationToken ct)
    {
        if (bills.Any(bill => bill.DecidedBy == by) && !await IsAloneAsync(by, permission, moved, ct))
            SeparationOfDuties.Require(Duty.Pay, by, [new DutyDone(Duty.Approve, by)]);
    }

    /// <param name="person">Who wants to do it.</param>
    /// <param name="permission">What it takes.</param>
    /// <param name="moved">How much is at stake, for a permission that can be limited: whose limit is lower is nobody else.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool> IsAloneAsync(UserId person, string permission, Moved? moved, CancellationToken ct)
    {
        foreach (var other in await books.ListPossibleHoldersAsync(permission, person, ct))
        {
            if (await members.FindAsync(other, ct) is { } member && await MayAsync(member.Rights))
                return false;
        }

        return true;

        async Task<bool> MayAsync(Rights rights) =>
            moved is null ? rights.Decide(permission, null).IsAllowed() : await limits.AdmitsAsync(rights, permission, moved, ct);
    }
}

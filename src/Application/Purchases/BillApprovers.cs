using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>Whether somebody is the only one who may do something, such as approve bills or expenses.</summary>
internal sealed class BillApprovers(IBills books, IActingMembers members)
{
    /// <param name="person">Who wants to do it.</param>
    /// <param name="permission">What it takes.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool> IsAloneAsync(UserId person, string permission, CancellationToken ct)
    {
        foreach (var other in await books.ListPossibleHoldersAsync(permission, person, ct))
        {
            if (await members.FindAsync(other, ct) is { } member && member.Rights.Decide(permission, null).IsAllowed())
                return false;
        }

        return true;
    }
}

using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>Whether somebody is the only one who may decide about bills.</summary>
internal sealed class BillApprovers(IBills books, IActingMembers members)
{
    public async Task<bool> IsAloneAsync(UserId person, CancellationToken ct)
    {
        foreach (var other in await books.ListPossibleApproversAsync(person, ct))
        {
            if (await members.FindAsync(other, ct) is { } member && member.Rights.Decide(Permissions.Bills.Approve, null).IsAllowed())
                return false;
        }

        return true;
    }
}

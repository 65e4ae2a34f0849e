using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class RoleReads(FinancbaseDbContext context) : IRoleReads
{
    public async Task<IReadOnlyList<RoleView>> ListAsync(CancellationToken ct)
    {
        var members = await context.Set<Membership>().GroupBy(row => row.Role)
            .Select(role => new { role.Key, Count = role.Count() }).ToDictionaryAsync(role => role.Key, role => role.Count, ct);
        var own = await context.Set<CustomRole>().AsNoTracking().OrderBy(role => role.Name).ThenBy(role => role.Key).ToListAsync(ct);
        return
        [
            .. Role.BuiltIn.Select(role => RoleView.Of(role, null, members.GetValueOrDefault(role.Key))),
            .. own.Select(role => RoleView.Of(role.AsRole(), role.Description, members.GetValueOrDefault(role.Key))),
        ];
    }
}

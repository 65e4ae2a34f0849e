using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal sealed class UserSessions(FinancbaseDbContext context) : IUserSessions
{
    public void Add(UserSession session) => context.Add(session);

    public Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct) =>
        context.Set<UserSession>().SingleOrDefaultAsync(row => row.Id == session && row.UserId == user, ct);
}

using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Signs the person out everywhere, except in the session named. Effective on each browser's next request.</summary>
[AnyUser]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record EndMySessions(UserSessionId? Except) : ICommand<Done>;

internal sealed class EndMySessionsHandler(
    ICurrentPrincipal principal, IUserSessions sessions, ISecurityJournal journal, TimeProvider clock) : IHandler<EndMySessions, Done>
{
    public async Task<Result<Done>> Handle(EndMySessions request, CancellationToken cancellationToken)
    {
        var user = principal.Current.UserId!.Value;
        await sessions.RevokeAllAsync(user, request.Except, clock.GetUtcNow(), cancellationToken);
        await journal.RecordAsync(new(SecurityEventKind.SessionsEnded) { User = user }, cancellationToken);
        return default(Done);
    }
}

using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Ends one of the person's own sessions, effective on that browser's next request. Twice is harmless.</summary>
[AnyUser]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record SignOut(UserSessionId Session) : ICommand<Done>;

internal sealed class SignOutHandler(
    ICurrentPrincipal principal, IUserSessions sessions, ISecurityJournal journal, TimeProvider clock) : IHandler<SignOut, Done>
{
    public async Task<Result<Done>> Handle(SignOut request, CancellationToken cancellationToken)
    {
        var user = principal.Current.UserId!.Value;
        if (await sessions.FindAsync(user, request.Session, cancellationToken) is not { } session)
            return Error.NotFound("session");

        session.Revoke(clock.GetUtcNow());
        await journal.RecordAsync(new(SecurityEventKind.SignedOut) { User = user }, cancellationToken);
        return default(Done);
    }
}

using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Sets a new password by the link of a mail. Whoever was signed in anywhere is signed out.</summary>
[Anonymous]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record ResetPassword(string Token, string Password, IPAddress? Address) : ICommand<Done>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(ResetPassword);
}

internal sealed class ResetPasswordHandler(
    IAccountTokens tokens, IUserAccounts accounts, IUserSessions sessions, ISignInGuard guard, IMailOutbox outbox, ISiteAddress site,
    ISecurityJournal journal, TimeProvider clock) : IHandler<ResetPassword, Done>
{
    public async Task<Result<Done>> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        if (await tokens.TakeAsync(request.Token, AccountTokenPurpose.ResetPassword, cancellationToken) is not { User: { } user } token)
            return AccessErrors.LinkNotValid;
        if ((await accounts.SetPasswordAsync(user, request.Password, cancellationToken)).Error is { } error)
            return error;

        await sessions.RevokeAllAsync(user, except: null, clock.GetUtcNow(), cancellationToken);
        await outbox.QueueAsync(Letter.PasswordChanged(token.Email.ToEmailAddress(), site.ForgotPassword()), cancellationToken);

        // Whoever locked the account by guessing must not keep its owner out any longer.
        await guard.ForgiveAsync(token.Email, request.Address, cancellationToken);
        await journal.RecordAsync(new(SecurityEventKind.PasswordReset) { User = user, Address = request.Address }, cancellationToken);
        return default(Done);
    }
}

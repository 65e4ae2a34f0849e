using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>
/// Makes the proved address the one to sign in with and tells the old one. Sessions end, except the one that confirms.
/// </summary>
/// <param name="Token">From the mail's link.</param>
/// <param name="Session">Of the browser that confirms, if it has one; it may be another than the one that asked.</param>
/// <param name="Address">Where the request comes from.</param>
[Anonymous]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record ConfirmEmailChange(string Token, UserSessionId? Session, IPAddress? Address) : ICommand<Done>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(ConfirmEmailChange);
}

internal sealed class ConfirmEmailChangeHandler(
    IAccountTokens tokens, IUserAccounts accounts, IUserSessions sessions, IMailOutbox outbox, ISiteAddress site,
    ISecurityJournal journal, TimeProvider clock) : IHandler<ConfirmEmailChange, Done>
{
    public async Task<Result<Done>> Handle(ConfirmEmailChange request, CancellationToken cancellationToken)
    {
        if (await tokens.TakeAsync(request.Token, AccountTokenPurpose.ChangeEmail, cancellationToken) is not { User: { } user } token)
            return AccessErrors.LinkNotValid;

        var old = await accounts.EmailOfAsync(user, cancellationToken);
        if ((await accounts.ChangeEmailAsync(user, token.Email, cancellationToken)).Error is { } error)
            return error;

        await sessions.RevokeAllAsync(user, request.Session, clock.GetUtcNow(), cancellationToken);
        await outbox.QueueAsync(Letter.AddressChanged(old.ToEmailAddress(), token.Email, site.Link("/")), cancellationToken);
        await journal.RecordAsync(new(SecurityEventKind.EmailChanged) { User = user, Address = request.Address }, cancellationToken);
        return default(Done);
    }
}

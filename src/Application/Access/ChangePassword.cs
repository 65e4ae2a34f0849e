using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Sets a new password of one's own. Every other session ends; this one stays.</summary>
[AnyUser]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record ChangePassword(string Current, string New, UserSessionId Session, IPAddress? Address) : ICommand<Done>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(ChangePassword);
}

internal sealed class ChangePasswordHandler(
    ICurrentPrincipal principal, Reauthentication reauthentication, IUserAccounts accounts, IUserSessions sessions,
    IAccountTokens tokens, IMailOutbox outbox, ISiteAddress site, ISecurityJournal journal, TimeProvider clock) : IHandler<ChangePassword, Done>
{
    public async Task<Result<Done>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        var user = principal.Current.UserId!.Value;
        var proof = await reauthentication.CheckAsync(request.Current, "current", request.Address, cancellationToken);
        if (proof.Error is { } wrong)
            return wrong;
        if ((await accounts.SetPasswordAsync(user, request.New, cancellationToken)).Error is { } weak)
            return At("new", weak);

        await tokens.RevokeAsync(user, cancellationToken);
        await sessions.RevokeAllAsync(user, request.Session, clock.GetUtcNow(), cancellationToken);
        await outbox.QueueAsync(Letter.PasswordChanged(proof.Value, site.ForgotPassword()), cancellationToken);
        await journal.RecordAsync(new(SecurityEventKind.PasswordChanged) { User = user, Address = request.Address }, cancellationToken);
        return default(Done);
    }

    private static Error At(string field, Error error) => error.Fields?.GetValueOrDefault("password") is { } messages
        ? Error.Validation(new Dictionary<string, string[]> { [field] = messages })
        : error;
}

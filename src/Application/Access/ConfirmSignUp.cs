using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Makes the account of a person who proved their address, and signs them in on this browser.</summary>
[Anonymous]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record ConfirmSignUp(string Token, string Password, IPAddress? Address, string? Device) : ICommand<UserSession>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(ConfirmSignUp);
}

internal sealed class ConfirmSignUpHandler(
    IAccountTokens tokens, IUserAccounts accounts, IUserSessions sessions, ISecurityJournal journal, TimeProvider clock)
    : IHandler<ConfirmSignUp, UserSession>
{
    public async Task<Result<UserSession>> Handle(ConfirmSignUp request, CancellationToken cancellationToken)
    {
        if (await tokens.TakeAsync(request.Token, AccountTokenPurpose.SignUp, cancellationToken) is not { } token)
            return AccessErrors.LinkNotValid;

        var created = await accounts.CreateAsync(token.Email, request.Password, isOperator: false, cancellationToken);
        if (created.Error is { } error)
            return error;

        var session = UserSession.Start(created.Value, remember: false, request.Address, request.Device, clock.GetUtcNow());
        sessions.Add(session);
        await journal.RecordAsync(
            new(SecurityEventKind.SignedUp) { User = created.Value, Address = request.Address }, cancellationToken);
        return session;
    }
}

using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Opens a session for the right password. A wrong password, an unknown address and a locked one cost the same time
/// and tell the same; each attempt counts before its password is looked at, so that guesses in parallel gain nothing.
/// </summary>
/// <param name="Email">As typed.</param>
/// <param name="Password">As typed.</param>
/// <param name="Remember">Stay signed in after the browser is closed.</param>
/// <param name="Address">Where the attempt comes from.</param>
/// <param name="Device">What the browser calls itself.</param>
[Anonymous]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record SignIn(string Email, string Password, bool Remember, IPAddress? Address, string? Device)
    : ICommand<UserSession>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(SignIn);
}

internal sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        RuleFor(request => request.Email).NotEmpty().WithMessage("Type your e-mail address.")
            .MaximumLength(254).WithMessage("This is too long for an e-mail address.");
        RuleFor(request => request.Password).NotEmpty().WithMessage("Type your password.")
            .MaximumLength(4 * PasswordRules.MaximumLength).WithMessage("This is too long for a password.");
    }
}

internal sealed class SignInHandler(
    ISignInGuard guard, IUserAccounts accounts, IUserSessions sessions, ISecurityJournal journal, TimeProvider clock)
    : IHandler<SignIn, UserSession>
{
    public async Task<Result<UserSession>> Handle(SignIn request, CancellationToken cancellationToken)
    {
        if (await guard.AdmitAsync(request.Email, request.Address, cancellationToken) is { } wait)
        {
            await journal.RecordAsync(new(SecurityEventKind.SignInLocked) { Address = request.Address }, cancellationToken);
            return AccessErrors.TooManyAttempts(wait);
        }

        var check = await accounts.CheckPasswordAsync(request.Email, request.Password, cancellationToken);
        if (check is not { IsRight: true, User: { } user })
        {
            await journal.RecordAsync(
                new(SecurityEventKind.SignInRefused) { User = check.User, Address = request.Address }, cancellationToken);
            return AccessErrors.SignInRefused;
        }

        await guard.ForgiveAsync(request.Email, request.Address, cancellationToken);
        var session = UserSession.Start(user, request.Remember, request.Address, request.Device, clock.GetUtcNow());
        sessions.Add(session);
        await journal.RecordAsync(
            new(SecurityEventKind.SignedIn) { User = user, Address = request.Address }, cancellationToken);
        return session;
    }
}

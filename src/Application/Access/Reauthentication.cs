using System.Net;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>
/// Asks a signed-in person for the password again before what a stranger at an open computer must not do. Guesses count
/// like those at sign-in.
/// </summary>
internal sealed class Reauthentication(
    ICurrentPrincipal principal, IUserAccounts accounts, ISignInGuard guard, ISecurityJournal journal)
{
    /// <summary>The person's own address when the password is right; else the error, at the field <paramref name="field"/>.</summary>
    public async Task<Result<EmailAddress>> CheckAsync(string password, string field, IPAddress? address, CancellationToken ct)
    {
        var user = principal.Current.UserId!.Value;
        var email = await accounts.EmailOfAsync(user, ct);
        if (await guard.AdmitAsync(email, address, ct) is { } wait)
            return AccessErrors.TooManyAttempts(wait);

        if (!(await accounts.CheckPasswordAsync(email, password, ct)).IsRight)
        {
            await journal.RecordAsync(new(SecurityEventKind.SignInRefused) { User = user, Address = address }, ct);
            return Error.Validation(field, "This is not your current password.");
        }

        await guard.ForgiveAsync(email, address, ct);
        return email.ToEmailAddress();
    }
}

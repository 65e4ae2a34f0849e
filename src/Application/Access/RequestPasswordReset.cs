using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Sends a mail with a link to choose a new password, or one that says that there is no account: the answer and its
/// cost are the same, and only the owner of the address learns which.
/// </summary>
[Anonymous]
[NotAudited("Belongs to no organization, and changes nothing but the token in the mail that it sends.")]
public sealed record RequestPasswordReset(string Email, IPAddress? Address) : ICommand<Done>;

internal sealed class RequestPasswordResetValidator : AbstractValidator<RequestPasswordReset>
{
    public RequestPasswordResetValidator() => RuleFor(request => request.Email).IsEmailAddress();
}

internal sealed class RequestPasswordResetHandler(
    IMailAllowance allowance, IUserAccounts accounts, IAccountTokens tokens, IMailOutbox outbox, ISiteAddress site)
    : IHandler<RequestPasswordReset, Done>
{
    public async Task<Result<Done>> Handle(RequestPasswordReset request, CancellationToken cancellationToken)
    {
        var email = request.Email.ToEmailAddress();
        var admission = await allowance.AdmitAsync(email, request.Address, cancellationToken);
        if (admission == MailAdmission.NetworkFull)
            return AccessErrors.TooManyMails;
        if (admission == MailAdmission.AddressFull)
            return default(Done);

        // Also for an address without an account, where nobody gets it: the work must be the same.
        var known = await accounts.FindAsync(email.Value, cancellationToken);
        var secret = await tokens.IssueAsync(AccountTokenPurpose.ResetPassword, known, email, cancellationToken);
        await outbox.QueueAsync(
            known is null ? Letter.NoAccount(email, site.ForgotPassword()) : Letter.ResetPassword(email, site.ResetPassword(secret)),
            cancellationToken);
        return default(Done);
    }
}

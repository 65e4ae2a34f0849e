using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Sends a mail to an address whose owner may then make an account. The password is chosen behind the mail's link, not
/// here: otherwise a stranger could sign up with another's address and wait for its owner to confirm it. The answer
/// and its cost are the same whether or not somebody signs in with the address already; only the mail differs.
/// </summary>
/// <param name="Email">As typed.</param>
/// <param name="ReturnUrl">A local address to go on to afterwards.</param>
/// <param name="Address">Where the request comes from.</param>
[Anonymous]
[NotAudited("Belongs to no organization, and changes nothing but the token in the mail that it sends.")]
public sealed record RequestSignUp(string Email, string? ReturnUrl, IPAddress? Address) : ICommand<Done>;

internal sealed class RequestSignUpValidator : AbstractValidator<RequestSignUp>
{
    public RequestSignUpValidator()
    {
        RuleFor(request => request.Email).IsEmailAddress();
        RuleFor(request => request.ReturnUrl).MaximumLength(500);
    }
}

internal sealed class RequestSignUpHandler(
    ISignUpPolicy policy, InvitedGuests guests, IMailAllowance allowance, IUserAccounts accounts, IAccountTokens tokens, IMailOutbox outbox, ISiteAddress site)
    : IHandler<RequestSignUp, Done>
{
    public async Task<Result<Done>> Handle(RequestSignUp request, CancellationToken cancellationToken)
    {
        var email = request.Email.ToEmailAddress();
        if (!policy.IsOpen && !string.Equals(
            email.Value, await guests.EmailAsync(request.ReturnUrl, cancellationToken), StringComparison.OrdinalIgnoreCase))
        {
            return AccessErrors.SignUpClosed;
        }

        var admission = await allowance.AdmitAsync(email, request.Address, cancellationToken);
        if (admission == MailAdmission.NetworkFull)
            return AccessErrors.TooManyMails;
        if (admission == MailAdmission.AddressFull)
            return default(Done);

        var known = await accounts.FindAsync(email.Value, cancellationToken);
        var purpose = known is null ? AccountTokenPurpose.SignUp : AccountTokenPurpose.ResetPassword;
        var secret = await tokens.IssueAsync(purpose, known, email, cancellationToken);
        await outbox.QueueAsync(
            known is null
                ? Letter.ConfirmAddress(email, site.Confirm(secret, request.ReturnUrl))
                : Letter.AccountExists(email, site.ResetPassword(secret)),
            cancellationToken);
        return default(Done);
    }
}

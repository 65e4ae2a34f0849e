using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>
/// Sends a mail to the address that the person wants to sign in with from now on; nothing changes before they follow
/// its link. An address that somebody else has gets told so, and the person here is not.
/// </summary>
[AnyUser]
[NotAudited("Belongs to no organization, and changes nothing but the token in the mail that it sends.")]
public sealed record RequestEmailChange(string Email, string Password, IPAddress? Address) : ICommand<Done>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(RequestEmailChange);
}

internal sealed class RequestEmailChangeValidator : AbstractValidator<RequestEmailChange>
{
    public RequestEmailChangeValidator() => RuleFor(request => request.Email).IsEmailAddress();
}

internal sealed class RequestEmailChangeHandler(
    ICurrentPrincipal principal, Reauthentication reauthentication, IMailAllowance allowance, IUserAccounts accounts,
    IAccountTokens tokens, IMailOutbox outbox, ISiteAddress site) : IHandler<RequestEmailChange, Done>
{
    public async Task<Result<Done>> Handle(RequestEmailChange request, CancellationToken cancellationToken)
    {
        var proof = await reauthentication.CheckAsync(request.Password, "password", request.Address, cancellationToken);
        if (proof.Error is { } wrong)
            return wrong;

        var email = request.Email.ToEmailAddress();
        if (await allowance.AdmitAsync(email, request.Address, cancellationToken) != MailAdmission.Admitted)
            return AccessErrors.TooManyMails;

        var user = principal.Current.UserId!.Value;
        var other = await accounts.FindAsync(email.Value, cancellationToken);
        var isTaken = other is not null && other != user;
        var secret = await tokens.IssueAsync(
            isTaken ? AccountTokenPurpose.ResetPassword : AccountTokenPurpose.ChangeEmail, isTaken ? other : user, email, cancellationToken);
        await outbox.QueueAsync(
            isTaken
                ? Letter.AccountExists(email, site.ResetPassword(secret))
                : Letter.ConfirmNewAddress(email, proof.Value.Value, site.Confirm(secret)),
            cancellationToken);
        return default(Done);
    }
}

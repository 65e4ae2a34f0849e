using Financbase.Application.Mail;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Access;

/// <summary>What the pages for strangers offer.</summary>
/// <param name="ReturnUrl">Where the reader comes from; an invitation's address opens the way for its guest.</param>
[Anonymous]
public sealed record GetSignUpPolicy(string? ReturnUrl = null) : IQuery<SignUpOffer>
{
    public override string ToString() => nameof(GetSignUpPolicy);
}

/// <param name="IsOpen">Whether strangers may sign up.</param>
/// <param name="MailsAreKept">Whether mails are kept on this machine for a developer instead of sent.</param>
public sealed record SignUpOffer(bool IsOpen, bool MailsAreKept);

internal sealed class GetSignUpPolicyHandler(ISignUpPolicy policy, InvitedGuests guests, ICapturedMails mails)
    : IHandler<GetSignUpPolicy, SignUpOffer>
{
    public async Task<Result<SignUpOffer>> Handle(GetSignUpPolicy request, CancellationToken cancellationToken) => new SignUpOffer(
        policy.IsOpen || await guests.EmailAsync(request.ReturnUrl, cancellationToken) is not null, mails.AreKept);
}

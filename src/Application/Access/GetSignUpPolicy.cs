using Financbase.Application.Mail;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Access;

/// <summary>What the pages for strangers offer.</summary>
[Anonymous]
public sealed record GetSignUpPolicy : IQuery<SignUpOffer>;

/// <param name="IsOpen">Whether strangers may sign up.</param>
/// <param name="MailsAreKept">Whether mails are kept on this machine for a developer instead of sent.</param>
public sealed record SignUpOffer(bool IsOpen, bool MailsAreKept);

internal sealed class GetSignUpPolicyHandler(ISignUpPolicy policy, ICapturedMails mails) : IHandler<GetSignUpPolicy, SignUpOffer>
{
    public Task<Result<SignUpOffer>> Handle(GetSignUpPolicy request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SignUpOffer>>(new SignUpOffer(policy.IsOpen, mails.AreKept));
}

using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>What a link from a mail is good for, so that its page can say so. Changes nothing.</summary>
[Anonymous]
public sealed record GetAccountLink(string Token) : IQuery<AccountToken>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(GetAccountLink);
}

internal sealed class GetAccountLinkHandler(IAccountTokens tokens) : IHandler<GetAccountLink, AccountToken>
{
    public async Task<Result<AccountToken>> Handle(GetAccountLink request, CancellationToken cancellationToken) =>
        await tokens.FindAsync(request.Token, cancellationToken) is { } token ? token : AccessErrors.LinkNotValid;
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Secrets;

/// <summary>One secret without its value.</summary>
[RequirePermission(Permissions.Secrets.Read)]
public sealed record GetSecret(string Name) : IQuery<SecretView>;

internal sealed class GetSecretHandler(ISecretReads reads, ICurrentPrincipal principal) : IHandler<GetSecret, SecretView>
{
    public async Task<Result<SecretView>> Handle(GetSecret request, CancellationToken cancellationToken) =>
        OrganizationSecret.IsName(request.Name)
        && await reads.FindAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), request.Name, cancellationToken) is { } secret
            ? secret
            : Error.NotFound("secret");
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Secrets;

/// <summary>The organization's secrets by name, without their values.</summary>
[RequirePermission(Permissions.Secrets.Read)]
public sealed record ListSecrets(PageRequest Page) : IQuery<Page<SecretView>>;

internal sealed class ListSecretsHandler(ISecretReads reads) : IHandler<ListSecrets, Page<SecretView>>
{
    public async Task<Result<Page<SecretView>>> Handle(ListSecrets request, CancellationToken cancellationToken) =>
        await reads.ListAsync(request.Page, cancellationToken);
}

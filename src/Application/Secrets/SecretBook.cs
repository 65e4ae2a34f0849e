using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Secrets;

namespace Financbase.Application.Secrets;

/// <summary>The current organization's secrets, by name.</summary>
internal sealed class SecretBook(IReadRepository<OrganizationSecret> secrets)
{
    public async Task<OrganizationSecret?> FindAsync(string name, CancellationToken ct) =>
        OrganizationSecret.IsName(name) ? await secrets.FindAsync(new SecretNamed(name), ct) : null;
}

internal sealed class SecretNamed : SingleResultSpecification<OrganizationSecret>
{
    public SecretNamed(string name) => Query.Where(secret => secret.Name == name);
}

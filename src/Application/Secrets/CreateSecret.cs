using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;

namespace Financbase.Application.Secrets;

/// <summary>Keeps a secret under a new name. No answer ever holds its value.</summary>
[RequirePermission(Permissions.Secrets.Manage)]
[Audited("secret.create", "Kept a new secret")]
public sealed record CreateSecret(string Name, string? Description, string Value) : ICommand<SecretView>
{
    public override string ToString() => $"{nameof(CreateSecret)} {{ Name = {Name} }}";
}

internal sealed class CreateSecretHandler(
    IRepository<OrganizationSecret> secrets,
    SecretBook book,
    ISecretReads reads,
    IMultiTenantContextAccessor tenant,
    ICurrentPrincipal principal,
    TimeProvider clock) : IHandler<CreateSecret, SecretView>
{
    public async Task<Result<SecretView>> Handle(CreateSecret request, CancellationToken cancellationToken)
    {
        var secret = OrganizationSecret.Keep(
            tenant.OrganizationId, request.Name, request.Description, request.Value, principal.Current.UserId, clock.GetUtcNow());
        if (await book.FindAsync(secret.Name, cancellationToken) is not null)
            return SecretsErrors.NameTaken;

        secrets.Add(secret);
        return await reads.ViewAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), secret, cancellationToken);
    }
}

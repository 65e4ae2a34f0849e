using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Secrets;

/// <summary>Forgets a secret. Steps that use it fail from now on, and say why.</summary>
/// <param name="Name">Which secret.</param>
/// <param name="EvenIfUsed">Whoever deletes it knows that published workflows use it.</param>
/// <param name="ExpectedRevision">The revision that they saw; null for whatever is there.</param>
[RequirePermission(Permissions.Secrets.Manage)]
[Audited("secret.delete", "Deleted a secret")]
public sealed record DeleteSecret(string Name, bool EvenIfUsed = false, int? ExpectedRevision = null) : ICommand<Done>;

internal sealed class DeleteSecretHandler(
    IRepository<OrganizationSecret> secrets, SecretBook book, ISecretReads reads, ICurrentPrincipal principal)
    : IHandler<DeleteSecret, Done>
{
    public async Task<Result<Done>> Handle(DeleteSecret request, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(request.Name, cancellationToken) is not { } secret)
            return Error.NotFound("secret");

        secret.Delete(request.ExpectedRevision);
        var view = await reads.ViewAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), secret, cancellationToken);
        if (view.IsUsed() && !request.EvenIfUsed)
            return SecretsErrors.InUse([.. view.UsedBy.Select(workflow => workflow.Name)], view.UsedByOthers);

        secrets.Remove(secret);
        return default(Done);
    }
}

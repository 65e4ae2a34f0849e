using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Secrets;

/// <summary>Describes a secret anew and, if a value is given, replaces its value: calls that begin from now on use it.</summary>
/// <param name="Name">Which secret.</param>
/// <param name="Description">What it is for, or null.</param>
/// <param name="Value">Null keeps the value that it has.</param>
/// <param name="ExpectedRevision">The revision that the author saw; null overwrites whatever is there.</param>
[RequirePermission(Permissions.Secrets.Manage)]
[Audited("secret.change", "Changed a secret")]
public sealed record ChangeSecret(string Name, string? Description, string? Value, int? ExpectedRevision = null) : ICommand<SecretView>
{
    public override string ToString() => $"{nameof(ChangeSecret)} {{ Name = {Name} }}";
}

internal sealed class ChangeSecretHandler(SecretBook book, ISecretReads reads, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<ChangeSecret, SecretView>
{
    public async Task<Result<SecretView>> Handle(ChangeSecret request, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(request.Name, cancellationToken) is not { } secret)
            return Error.NotFound("secret");

        secret.Change(request.Description, request.Value, request.ExpectedRevision, principal.Current.UserId, clock.GetUtcNow());
        return await reads.ViewAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), secret, cancellationToken);
    }
}

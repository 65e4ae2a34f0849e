using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Secrets;

/// <summary>The organization's secrets by name, without their values.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name or description contains it.</param>
/// <param name="State">Only these.</param>
[RequirePermission(Permissions.Secrets.Read)]
public sealed record ListSecrets(PageRequest Page, string? Text = null, SecretState? State = null) : IQuery<Page<SecretView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name", "setAt");
}

public enum SecretState
{
    /// <summary>By a published workflow, whether or not the reader may see it.</summary>
    Used,
    Unused,
}

internal sealed class ListSecretsHandler(ISecretReads reads, ICurrentPrincipal principal) : IHandler<ListSecrets, Page<SecretView>>
{
    public async Task<Result<Page<SecretView>>> Handle(ListSecrets request, CancellationToken cancellationToken) =>
        await reads.ListAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), request.Text, request.State, request.Page, cancellationToken);
}

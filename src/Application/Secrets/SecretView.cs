using Financbase.Application.Paging;
using Financbase.Domain.Secrets;

namespace Financbase.Application.Secrets;

/// <summary>
/// All that is ever told of a secret. <c>SetAt</c> and <c>SetBy</c> (an e-mail address, if a person did it) are about
/// its value; <c>LastUsedAt</c> is exact to a minute; <c>UsedBy</c> are the published workflows that name it.
/// </summary>
public sealed record SecretView(
    string Name,
    string? Description,
    int Revision,
    DateTimeOffset SetAt,
    string? SetBy,
    DateTimeOffset? LastUsedAt,
    IReadOnlyList<SecretUse> UsedBy);

/// <summary>A workflow whose published version uses a secret.</summary>
public sealed record SecretUse(Guid WorkflowId, string Name);

public interface ISecretReads
{
    /// <summary>By name.</summary>
    Task<Page<SecretView>> ListAsync(string? text, PageRequest page, CancellationToken ct);

    Task<SecretView?> FindAsync(string name, CancellationToken ct);

    /// <summary>Of one that is being changed: it need not be saved yet.</summary>
    Task<SecretView> ViewAsync(OrganizationSecret secret, CancellationToken ct);

    Task<IReadOnlySet<string>> NamesAsync(CancellationToken ct);
}

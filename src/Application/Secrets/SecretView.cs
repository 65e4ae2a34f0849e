using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;

namespace Financbase.Application.Secrets;

/// <summary>
/// All that is ever told of a secret. <c>SetAt</c> and <c>SetBy</c> (an e-mail address, if a person did it) are about
/// its value; <c>LastUsedAt</c> is exact to a minute; <c>UsedBy</c> are the published workflows that name it, as far as
/// the reader may see them, and <c>UsedByOthers</c> how many more there are.
/// </summary>
public sealed record SecretView(
    string Name,
    string? Description,
    int Revision,
    DateTimeOffset SetAt,
    string? SetBy,
    DateTimeOffset? LastUsedAt,
    IReadOnlyList<SecretUse> UsedBy,
    long UsedByOthers)
{
    /// <summary>Whether a published workflow would fail without it.</summary>
    public bool IsUsed() => UsedBy.Count > 0 || UsedByOthers > 0;
}

/// <summary>A workflow whose published version uses a secret.</summary>
public sealed record SecretUse(Guid WorkflowId, string Name);

/// <summary>Workflows out of the reach that a read is given are counted and never named.</summary>
public interface ISecretReads
{
    /// <summary>By name.</summary>
    Task<Page<SecretView>> ListAsync(Reach workflows, string? text, SecretState? state, PageRequest page, CancellationToken ct);

    Task<SecretView?> FindAsync(Reach workflows, string name, CancellationToken ct);

    /// <summary>Of one that is being changed: it need not be saved yet.</summary>
    Task<SecretView> ViewAsync(Reach workflows, OrganizationSecret secret, CancellationToken ct);

    Task<IReadOnlySet<string>> NamesAsync(CancellationToken ct);
}

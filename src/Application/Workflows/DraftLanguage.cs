using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Secrets;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>What a draft of the current organization may say: the language with the secrets that there are and the rights of who asks.</summary>
internal sealed class DraftLanguage(WorkflowLanguage language, ISecretReads secrets, ICurrentPrincipal principal)
{
    public async Task<WorkflowLanguage> ReadAsync(CancellationToken ct)
    {
        var names = await secrets.NamesAsync(ct);
        var rights = principal.Current.Rights;
        return language with { IsSecret = names.Contains, Holds = rights.MayHold, LacksToSee = name => EventReach.Lacks(rights, name) };
    }
}

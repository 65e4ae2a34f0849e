using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>Rules that are not there, but that a year of lines speaks for. Nothing is applied before somebody makes one of it.</summary>
[RequirePermission(Permissions.BankRules.Manage)]
public sealed record ProposeBankRules : IQuery<IReadOnlyList<ProposedRule>>;

internal sealed class ProposeBankRulesHandler(IBankRules rules, ICurrentPrincipal principal) : IHandler<ProposeBankRules, IReadOnlyList<ProposedRule>>
{
    // They speak of lines of all accounts.
    public async Task<Result<IReadOnlyList<ProposedRule>>> Handle(ProposeBankRules request, CancellationToken cancellationToken) =>
        principal.Current.Rights.Reach(Permissions.Banking.Read) is { IsOpen: true, Ids.Count: 0 } ? (await rules.ProposeAsync(cancellationToken)).ToList() : [];
}

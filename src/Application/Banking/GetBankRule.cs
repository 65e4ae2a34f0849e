using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>One rule for bank lines.</summary>
[RequirePermission(Permissions.BankRules.Read)]
public sealed record GetBankRule(BankRuleId Id) : IQuery<BankRuleView>;

internal sealed class GetBankRuleHandler(IBankRules rules, ICurrentPrincipal principal) : IHandler<GetBankRule, BankRuleView>
{
    public async Task<Result<BankRuleView>> Handle(GetBankRule request, CancellationToken cancellationToken) =>
        await rules.FindAsync(request.Id, principal.Current.Rights.Reach(Permissions.Banking.Read), cancellationToken) is { } rule ? rule : Error.NotFound("bank rule");
}

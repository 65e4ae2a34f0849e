using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Describes a rule anew. What it did before stays.</summary>
[RequirePermission(Permissions.BankRules.Manage)]
[Audited("bank_rule.change", "Changed a rule for bank lines")]
public sealed record ChangeBankRule(
    BankRuleId Id, string Name, BankRuleConditions Conditions, AccountId? AccountId = null, string? Memo = null, int Priority = 100,
    bool IsAutomatic = false, ProjectId? ProjectId = null) : ICommand<Done>;

internal sealed class ChangeBankRuleHandler(RuleParts parts) : IHandler<ChangeBankRule, Done>
{
    public async Task<Result<Done>> Handle(ChangeBankRule command, CancellationToken cancellationToken)
    {
        if (await parts.FindAsync(command.Id, cancellationToken) is not { } rule)
            return Error.NotFound("bank rule");

        await parts.CheckAsync(command.Conditions, command.AccountId, command.ProjectId, cancellationToken);
        rule.Describe(command.Name, command.Priority, command.Conditions, command.AccountId, command.Memo, command.IsAutomatic, command.ProjectId);
        return new Done();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Deletes a rule. What it did before stays.</summary>
[RequirePermission(Permissions.BankRules.Manage)]
[Audited("bank_rule.delete", "Deleted a rule for bank lines")]
public sealed record DeleteBankRule(BankRuleId Id) : ICommand<Done>;

internal sealed class DeleteBankRuleHandler(IRepository<BankRule> rules, RuleParts parts) : IHandler<DeleteBankRule, Done>
{
    public async Task<Result<Done>> Handle(DeleteBankRule command, CancellationToken cancellationToken)
    {
        if (await parts.FindAsync(command.Id, cancellationToken) is not { } rule)
            return Error.NotFound("bank rule");

        rules.Remove(rule);
        return new Done();
    }
}

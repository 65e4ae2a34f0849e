using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Makes a rule for bank lines. An automatic one works on lines that are imported from now on.</summary>
/// <param name="Name">Unique in the organization.</param>
/// <param name="Conditions">At least one of them.</param>
/// <param name="AccountId">Where such lines are posted; null excludes them.</param>
/// <param name="Memo">What their entries are about; null takes each line's own words.</param>
/// <param name="Priority">0 to 1,000; the lowest is asked first.</param>
/// <param name="IsAutomatic">Without it, the rule is only proposed.</param>
/// <param name="ProjectId">What they are counted by: a project in use.</param>
[RequirePermission(Permissions.BankRules.Manage)]
[Audited("bank_rule.create", "Made a rule for bank lines")]
public sealed record CreateBankRule(
    string Name, BankRuleConditions Conditions, AccountId? AccountId = null, string? Memo = null, int Priority = 100, bool IsAutomatic = false,
    ProjectId? ProjectId = null)
    : ICommand<CreatedBankRule>;

public sealed record CreatedBankRule(BankRuleId Id);

internal sealed class CreateBankRuleHandler(IRepository<BankRule> rules, RuleParts parts, IMultiTenantContextAccessor tenant)
    : IHandler<CreateBankRule, CreatedBankRule>
{
    public async Task<Result<CreatedBankRule>> Handle(CreateBankRule command, CancellationToken cancellationToken)
    {
        await parts.CheckAsync(command.Conditions, command.AccountId, command.ProjectId, cancellationToken);
        var rule = BankRule.Make(
            tenant.OrganizationId, command.Name, command.Priority, command.Conditions, command.AccountId, command.Memo, command.IsAutomatic,
            command.ProjectId);
        rules.Add(rule);
        return new CreatedBankRule(rule.Id);
    }
}

/// <summary>Whether what a rule names is there, for whoever asks.</summary>
internal sealed class RuleParts(
    IRepository<BankRule> rules, IRepository<Account> accounts, IRepository<BankAccount> banks, ProjectReferences projects, ICurrentPrincipal principal)
{
    /// <returns>Null also for a rule for a bank account that they may not see.</returns>
    public async Task<BankRule?> FindAsync(BankRuleId id, CancellationToken ct) =>
        await rules.FindAsync(id, ct) is { } rule && (rule.Conditions.BankAccountId is not { } bank || principal.Current.Rights.MaySee(bank)) ? rule : null;

    /// <exception cref="DomainException"><c>ledger.account_not_postable</c>, <c>projects.project_unknown</c>; <c>validation_error</c>: the bank account is not there.</exception>
    public async Task CheckAsync(BankRuleConditions? conditions, AccountId? account, ProjectId? project, CancellationToken ct)
    {
        if (conditions is null)
            throw new DomainException(Error.Validation("conditions", "Say which lines the rule is for."));
        if (account is { } id && await accounts.FindAsync(id, ct) is not { IsArchived: false })
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if (conditions.BankAccountId is { } bank && !(principal.Current.Rights.MaySee(bank) && await banks.FindAsync(bank, ct) is not null))
            throw new DomainException(Error.Validation("conditions.bankAccountId", "There is no such bank account."));
        await projects.CheckAsync([project], ct);
    }
}

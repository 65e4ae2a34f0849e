using Financbase.Application.Ledger;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <param name="Id">The rule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Priority">The lowest is asked first.</param>
/// <param name="Conditions">Which lines it is for.</param>
/// <param name="Account">Where they are posted; null excludes them.</param>
/// <param name="Memo">What their entries are about; null takes each line's own words.</param>
/// <param name="IsAutomatic">Applied when lines are imported; otherwise it is only proposed.</param>
/// <param name="Project">What they are counted by, if by one.</param>
public sealed record BankRuleView(
    BankRuleId Id, string Name, int Priority, BankRuleConditions Conditions, AccountName? Account, string? Memo, bool IsAutomatic,
    ProjectName? Project = null);

/// <summary>A rule that is not there, but could be: lines of one party always went to one account.</summary>
/// <param name="Counterparty">The party.</param>
/// <param name="Direction">Which way its money goes.</param>
/// <param name="Account">Where its lines were posted.</param>
/// <param name="Lines">How many lines say so.</param>
public sealed record ProposedRule(string Counterparty, MoneyDirection Direction, AccountName Account, int Lines);

/// <summary>Reads rules of the current organization. One for a bank account that is out of reach is as if it were not.</summary>
public interface IBankRules
{
    Task<Paging.Page<BankRuleView>> ListAsync(Reach accounts, string? text, bool? isAutomatic, Paging.PageRequest page, CancellationToken ct);

    Task<BankRuleView?> FindAsync(BankRuleId id, Reach accounts, CancellationToken ct);

    /// <summary>From the lines of the last year: at least three of a party, all to one account, and no rule that names the party. The most lines first.</summary>
    Task<IReadOnlyList<ProposedRule>> ProposeAsync(CancellationToken ct);
}

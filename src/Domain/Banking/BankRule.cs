using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>Which way the money goes.</summary>
public enum MoneyDirection
{
    Any,
    In,
    Out,
}

/// <summary>Which lines a rule is for. What is left out fits every line.</summary>
/// <param name="BankAccountId">Only lines of this bank account.</param>
/// <param name="Direction">Only money in, or only money out.</param>
/// <param name="Words">At least one of them stands in description, counterparty or reference, whatever its case.</param>
/// <param name="MinAmount">At least this much, in major units, whichever way it goes.</param>
/// <param name="MaxAmount">At most this much.</param>
public sealed record BankRuleConditions(
    BankAccountId? BankAccountId = null, MoneyDirection Direction = MoneyDirection.Any, IReadOnlyList<string>? Words = null, decimal? MinAmount = null,
    decimal? MaxAmount = null);

/// <summary>What becomes of lines like these: posted to an account, or excluded. Of several rules that fit, the first by priority counts.</summary>
public sealed class BankRule : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 100;
    public const int LongestWord = 100;
    public const int MostWords = 20;
    public const int MostPriority = 1_000;

    private BankRule()
    {
    }

    public BankRuleId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>The lowest is asked first; among equals the older one.</summary>
    public int Priority { get; private set; }

    public BankRuleConditions Conditions { get; private set; } = new();

    /// <summary>Null excludes the line.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>What the posting to the account is counted by, if by one; none where the line is excluded.</summary>
    public ProjectId? ProjectId { get; private set; }

    /// <summary>Null takes the line's own words.</summary>
    public string? Memo { get; private set; }

    /// <summary>Applied when lines are imported; otherwise it is only proposed.</summary>
    public bool IsAutomatic { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>: as for <see cref="Describe"/>.</exception>
    public static BankRule Make(
        OrganizationId organization, string name, int priority, BankRuleConditions conditions, AccountId? account, string? memo, bool isAutomatic, ProjectId? project = null)
    {
        var rule = new BankRule { Id = EntityId.New<BankRuleId>(), OrganizationId = organization };
        rule.Describe(name, priority, conditions, account, memo, isAutomatic, project);
        return rule;
    }

    /// <exception cref="DomainException"><c>validation_error</c>: no name, conditions that fit every line, or texts that are too long.</exception>
    public void Describe(string name, int priority, BankRuleConditions conditions, AccountId? account, string? memo, bool isAutomatic, ProjectId? project = null)
    {
        Name = name.Trim() is { Length: > 0 and <= LongestName } trimmed
            ? trimmed
            : throw new DomainException(Error.Validation("name", $"Give the rule a name of 1 to {LongestName} characters."));
        Priority = priority is >= 0 and <= MostPriority
            ? priority
            : throw new DomainException(Error.Validation("priority", $"A priority is between 0 and {MostPriority}."));
        Conditions = Checked(conditions);
        (AccountId, ProjectId) = (account, account is null ? null : project);
        Memo = string.IsNullOrWhiteSpace(memo) ? null : memo.Trim() is { Length: <= JournalEntry.LongestMemo } said
            ? said
            : throw new DomainException(Error.Validation("memo", $"A memo has at most {JournalEntry.LongestMemo} characters."));
        IsAutomatic = isAutomatic;
    }

    public bool Fits(BankTransaction line) =>
        (Conditions.BankAccountId is not { } account || account == line.BankAccountId)
        && (Conditions.Direction == MoneyDirection.Any || Conditions.Direction == MoneyDirection.In == line.Amount.Minor > 0)
        && (Conditions.MinAmount is not { } min || Math.Abs(line.Amount.Amount) >= min)
        && (Conditions.MaxAmount is not { } max || Math.Abs(line.Amount.Amount) <= max)
        && (Conditions.Words is not { Count: > 0 } words || words.Any(word => Stands(word, line)));

    private static bool Stands(string word, BankTransaction line) =>
        line.Description.Contains(word, StringComparison.OrdinalIgnoreCase)
        || line.Counterparty?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || line.Reference?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    private static BankRuleConditions Checked(BankRuleConditions conditions)
    {
        string[] words = [.. (conditions.Words ?? []).Select(word => word?.Trim() ?? "").Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (words.Length > MostWords || words.Any(word => word.Length > LongestWord))
            throw new DomainException(Error.Validation("words", $"A rule has at most {MostWords} words of at most {LongestWord} characters each."));
        if (conditions.MinAmount is < 0 || conditions.MaxAmount is < 0 || conditions.MinAmount > conditions.MaxAmount)
            throw new DomainException(Error.Validation("minAmount", "Amounts are not below zero, and the lower one comes first."));

        var kept = conditions with { Words = words };
        return words.Length > 0 || kept is not { BankAccountId: null, Direction: MoneyDirection.Any, MinAmount: null, MaxAmount: null }
            ? kept
            : throw new DomainException(Error.Validation("words", "Say which lines the rule is for: as it is, it would take every line."));
    }
}

using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Banking.Rules;

/// <summary>A rule as a form writes it.</summary>
public sealed record RuleInput
{
    public string? Name { get; init; }

    public int Priority { get; init; } = 100;

    public Guid? BankAccount { get; init; }

    public MoneyDirection Direction { get; init; }

    /// <summary>One a line.</summary>
    public string? Words { get; init; }

    public string? MinAmount { get; init; }

    public string? MaxAmount { get; init; }

    public bool Excludes { get; init; }

    /// <summary>Its code.</summary>
    public string? Account { get; init; }

    public string? Memo { get; init; }

    public Guid? Project { get; init; }

    public bool IsAutomatic { get; init; }

    public static RuleInput Of(BankRuleView rule) => new()
    {
        Name = rule.Name,
        Priority = rule.Priority,
        BankAccount = rule.Conditions.BankAccountId?.Value,
        Direction = rule.Conditions.Direction,
        Words = string.Join('\n', rule.Conditions.Words ?? []),
        MinAmount = rule.Conditions.MinAmount?.ToString(CultureInfo.InvariantCulture),
        MaxAmount = rule.Conditions.MaxAmount?.ToString(CultureInfo.InvariantCulture),
        Excludes = rule.Account is null,
        Account = rule.Account?.Code,
        Memo = rule.Memo,
        Project = rule.Project?.Id.Value,
        IsAutomatic = rule.IsAutomatic,
    };

    internal ProjectId? CountedBy => Project is { } project ? new ProjectId(project) : null;

    internal async Task<Result<(BankRuleConditions Conditions, AccountId? Account)>> ReadAsync(ISender sender, CancellationToken ct)
    {
        if (!FormAmount.TryRead(MinAmount, out var min) || !FormAmount.TryRead(MaxAmount, out var max))
            return Error.Validation("minAmount", "Write amounts like 1250.00.");

        AccountId? account = null;
        if (!Excludes)
        {
            var code = Account?.Trim() ?? "";
            var found = await sender.Send(new ListAccounts(new(Codes: [code]), new PageRequest(1)), ct);
            if (found.Match(page => page.Items, _ => []) is not [var known])
                return Error.Validation("account", code.Length == 0 ? "Choose an account, or exclude these lines." : $"There is no account with the code {code}.");

            account = known.Id;
        }

        string[] words = (Words ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (new BankRuleConditions(BankAccount is { } bank ? new(bank) : null, Direction, words, min, max), account);
    }
}

/// <summary>What a rule's form offers to choose from.</summary>
public sealed record RuleChoices(IReadOnlyList<BankAccountView> Banks, IReadOnlyList<AccountView> Accounts, IReadOnlyList<ProjectView> Projects)
{
    /// <param name="sender">Reads them.</param>
    /// <param name="chosen">The bank account of the rule, offered also where there are more than a page of them.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<RuleChoices> ReadAsync(ISender sender, BankAccountId? chosen, CancellationToken ct) => new(
        await BanksAsync(sender, chosen, ct),
        (await sender.Send(new ListAccounts(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []),
        await OfferedProjects.ReadAsync(sender, ct));

    public static string Word(MoneyDirection direction) => direction switch
    {
        MoneyDirection.Any => "In or out",
        MoneyDirection.In => "Money in",
        MoneyDirection.Out => "Money out",
    };

    private static async Task<IReadOnlyList<BankAccountView>> BanksAsync(ISender sender, BankAccountId? chosen, CancellationToken ct)
    {
        var banks = (await sender.Send(new ListBankAccounts(new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);
        return chosen is not { } id || banks.Any(bank => bank.Id == id) ? banks
            : (await sender.Send(new GetBankAccount(id), ct)).Match<IReadOnlyList<BankAccountView>>(bank => [.. banks, bank], _ => banks);
    }
}

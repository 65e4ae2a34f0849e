using System.Globalization;
using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Budgets;

public sealed record BudgetInput
{
    public static Error NoPercents { get; } = Error.Validation("thresholdPercents", "Write percentages like 80, 90, 95.");

    public string? Name { get; init; }

    /// <summary>Whole numbers, parted by commas or spaces.</summary>
    public string? ThresholdPercents { get; init; }

    public List<BudgetRowInput> Rows { get; init; } = [];

    /// <summary>Another account that gets a row.</summary>
    public Guid? Add { get; init; }

    public static BudgetInput Of(BudgetView budget) => new()
    {
        Name = budget.Name,
        ThresholdPercents = Percents(budget.ThresholdPercents),
        Rows = [.. budget.Rows.Select(row => new BudgetRowInput
        {
            AccountId = row.Account.Id.Value,
            Amounts = [.. row.Amounts.Select(amount => amount.Minor == 0 ? "" : amount.ToPlainString())],
        })],
    };

    public static string Percents(IEnumerable<int> percents) => string.Join(", ", percents);

    /// <summary>Null where something typed is no whole number.</summary>
    public static IReadOnlyList<int>? ReadPercents(string? typed)
    {
        var words = (typed ?? "").Split([',', ';', ' ', '%'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.All(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. words.Select(word => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture))]
            : null;
    }
}

public sealed record BudgetRowInput
{
    public Guid AccountId { get; init; }

    /// <summary>What each month gets that is left empty.</summary>
    public string? Each { get; init; }

    public List<string?> Amounts { get; init; } = [];

    /// <summary>Null where something typed is no amount.</summary>
    public BudgetRowDraft? ToDraft()
    {
        if (!FormAmount.TryRead(Each, out var each))
            return null;

        var amounts = new decimal[Budget.Months];
        for (var month = 0; month < Budget.Months; month++)
        {
            if (!FormAmount.TryRead(month < Amounts.Count ? Amounts[month] : null, out var amount))
                return null;
            amounts[month] = amount ?? each ?? 0;
        }

        return new BudgetRowDraft(new AccountId(AccountId), amounts);
    }
}

using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What revenue and expenses of a fiscal year are meant to be, by account and month. Its year never changes.</summary>
public sealed class Budget : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 100;
    public const int Months = 12;
    public const int MostAccounts = 500;
    public const int MostThresholds = 5;

    private Budget()
    {
    }

    public BudgetId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>The first day of the fiscal year.</summary>
    public DateOnly FirstMonth { get; private init; }

    /// <summary>Of what is meant for a month: each is told of when so much is spent. Percent, 1 to 100, rising, at most five.</summary>
    public int[] ThresholdPercents { get; private set; } = [];

    /// <summary>Unless told otherwise.</summary>
    public static IReadOnlyList<int> UsualThresholds { get; } = [80, 90, 95];

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Budget Draw(OrganizationId organization, DateOnly firstMonth, string name, IReadOnlyList<int> thresholdPercents)
    {
        var budget = new Budget
        {
            Id = EntityId.New<BudgetId>(),
            OrganizationId = organization,
            FirstMonth = firstMonth is { Day: 1, Year: >= 1900 and <= 2199 } ? firstMonth : throw Fault("fiscalYear", "Choose a year between 1900 and 2199."),
        };
        budget.Change(name, thresholdPercents);
        return budget;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(string name, IReadOnlyList<int> thresholdPercents)
    {
        Name = name?.Trim() is { Length: > 0 and <= LongestName } known ? known : throw Fault("name", $"Give the budget a name of 1 to {LongestName} characters.");
        if (thresholdPercents.Count > MostThresholds || thresholdPercents.Any(percent => percent is < 1 or > 100))
            throw Fault("thresholdPercents", $"Choose at most {MostThresholds} thresholds, each of 1 to 100 percent.");
        ThresholdPercents = [.. thresholdPercents.Distinct().Order()];
    }

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

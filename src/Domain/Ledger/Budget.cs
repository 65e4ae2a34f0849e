using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What revenue and expenses of a fiscal year are meant to be, by account and month. Its year never changes.</summary>
public sealed class Budget : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 100;
    public const int Months = 12;
    public const int MostAccounts = 500;
    public const int UsualThreshold = 80;

    private Budget()
    {
    }

    public BudgetId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>The first day of the fiscal year.</summary>
    public DateOnly FirstMonth { get; private init; }

    /// <summary>So much of what is meant for a month may be spent before it is told; percent, 1 to 100.</summary>
    public int ThresholdPercent { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Budget Draw(OrganizationId organization, DateOnly firstMonth, string name, int thresholdPercent)
    {
        var budget = new Budget
        {
            Id = EntityId.New<BudgetId>(),
            OrganizationId = organization,
            FirstMonth = firstMonth is { Day: 1, Year: >= 1900 and <= 2199 } ? firstMonth : throw Fault("fiscalYear", "Choose a year between 1900 and 2199."),
        };
        budget.Change(name, thresholdPercent);
        return budget;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(string name, int thresholdPercent)
    {
        Name = name?.Trim() is { Length: > 0 and <= LongestName } known ? known : throw Fault("name", $"Give the budget a name of 1 to {LongestName} characters.");
        ThresholdPercent = thresholdPercent is >= 1 and <= 100 ? thresholdPercent : throw Fault("thresholdPercent", "Choose 1 to 100 percent.");
    }

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

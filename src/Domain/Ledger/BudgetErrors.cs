using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What can be wrong with a budget.</summary>
public static class BudgetErrors
{
    public static Error NameTaken { get; } = Error.Conflict("budgets.name_taken", "There is already a budget with this name. Choose another one.");

    public static Error AccountNotForBudgets { get; } = Error.Rule(
        "budgets.account_not_for_budgets", "A budget is made for revenue and expense accounts that exist. Choose one of those.");

    public static Error AccountTwice { get; } = Error.Rule("budgets.account_twice", "An account has one row in a budget. Put its amounts together.");

    public static Error TooManyAccounts { get; } = Error.Rule("budgets.too_many_accounts", $"A budget has at most {Budget.MostAccounts} accounts.");
}

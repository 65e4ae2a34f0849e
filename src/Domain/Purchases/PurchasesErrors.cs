using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What can be wrong with what is bought, and of whom.</summary>
public static class PurchasesErrors
{
    public static Error AccountNotForPurchases { get; } = Error.Rule(
        "purchases.account_not_for_purchases", "Costs go to an expense or asset account that is in use. Choose one of those.");
}

using Financbase.Domain.Ledger;

namespace Financbase.Application.Documents;

/// <summary>What somebody on the way of a payment kept.</summary>
/// <param name="Amount">In the payment's currency and in major units, above zero.</param>
/// <param name="AccountId">Where it is an expense; null for where bank charges usually go.</param>
public sealed record FeeDraft(decimal Amount, AccountId? AccountId = null);

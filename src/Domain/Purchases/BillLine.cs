using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;

namespace Financbase.Domain.Purchases;

/// <param name="Line">What it says.</param>
/// <param name="AccountId">Where its cost goes; null for where purchases usually go.</param>
/// <param name="ProjectId">What its cost is counted by, if by one.</param>
public sealed record BillLine(DocumentLine Line, AccountId? AccountId = null, ProjectId? ProjectId = null);

using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;

namespace Financbase.Domain.Sales;

/// <param name="Line">What it says.</param>
/// <param name="AccountId">Where its income goes; null for where sales usually go.</param>
/// <param name="ItemId">What was sold, if that is kept.</param>
/// <param name="ProjectId">What its income is counted by, if by one.</param>
public sealed record InvoiceLine(DocumentLine Line, AccountId? AccountId = null, ItemId? ItemId = null, ProjectId? ProjectId = null);

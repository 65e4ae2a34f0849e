using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>What is open with somebody, by how long it is overdue; in the base currency.</summary>
/// <param name="NotDue">The last day to pay is not over.</param>
/// <param name="Days30">1 to 30 days overdue.</param>
/// <param name="Days60">31 to 60.</param>
/// <param name="Days90">61 to 90.</param>
/// <param name="Older">More.</param>
/// <param name="Credit">Payments and credits that are not used up; below zero.</param>
/// <param name="Total">All of it.</param>
public sealed record AgedAmounts(Money NotDue, Money Days30, Money Days60, Money Days90, Money Older, Money Credit, Money Total);

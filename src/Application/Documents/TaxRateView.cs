using Financbase.Domain.Documents;

namespace Financbase.Application.Documents;

/// <param name="Id">The rate.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="IsInclusive">Prices of lines with this rate contain it.</param>
/// <param name="Parts">In the order in which they are worked out.</param>
/// <param name="IsArchived">It is not offered any more.</param>
public sealed record TaxRateView(TaxRateId Id, string Name, TaxCategory Category, bool IsInclusive, IReadOnlyList<TaxPart> Parts, bool IsArchived)
{
    internal static TaxRateView Of(TaxRate rate) => new(rate.Id, rate.Name, rate.Category, rate.IsInclusive, rate.Parts, rate.IsArchived);
}

/// <summary>Null asks for all; the text is looked for in the name.</summary>
public sealed record TaxRateFilter(string? Text = null, bool? IsArchived = null);

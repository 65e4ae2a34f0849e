using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>
/// What is added to a line, or is in its price already. Documents keep the terms that they were made with, so a rate may be
/// changed; out of use it is archived.
/// </summary>
public sealed class TaxRate : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 60;
    public const int MostParts = 5;

    private TaxRate()
    {
    }

    public TaxRateId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>Unique in the organization.</summary>
    public string Name { get; private set; } = "";

    public TaxCategory Category { get; private set; }

    /// <summary>Prices of lines with this rate contain it.</summary>
    public bool IsInclusive { get; private set; }

    /// <summary>One to five, in the order in which they are worked out.</summary>
    public IReadOnlyList<TaxPart> Parts { get; private set; } = [];

    /// <summary>It is not offered any more.</summary>
    public bool IsArchived { get; private set; }

    public TaxTerms Terms => new(Id, Name, Category, IsInclusive, Parts);

    /// <exception cref="DomainException"><c>validation_error</c>: the name or a part is none, or a category without tax has a percentage.</exception>
    public static TaxRate Define(OrganizationId organization, string name, TaxCategory category, bool isInclusive, IReadOnlyList<TaxPart> parts)
    {
        var rate = new TaxRate { Id = EntityId.New<TaxRateId>(), OrganizationId = organization };
        rate.Describe(name, category, isInclusive, parts);
        return rate;
    }

    /// <exception cref="DomainException"><c>validation_error</c>: as for a new one.</exception>
    public void Describe(string name, TaxCategory category, bool isInclusive, IReadOnlyList<TaxPart> parts)
    {
        Name = name.Trim() is { Length: > 0 and <= LongestName } trimmed
            ? trimmed
            : throw new DomainException(Error.Validation("name", $"Give the tax rate a name of 1 to {LongestName} characters."));
        if (parts.Count is 0 or > MostParts)
            throw new DomainException(Error.Validation("parts", $"A rate consists of 1 to {MostParts} taxes."));

        TaxPart[] wanted = [.. parts.Select((part, place) => (part ?? new TaxPart("", 0)).Checked("parts", place == 0))];
        if (category != TaxCategory.Standard && wanted.Any(part => part.Percent != 0))
            throw new DomainException(Error.Validation("category", "Only a standard rate has a percentage above 0."));

        (Category, IsInclusive, Parts) = (category, isInclusive, wanted);
    }

    public void Archive() => IsArchived = true;

    public void Restore() => IsArchived = false;
}

/// <summary>What of a rate decides the tax of a document.</summary>
/// <param name="Id">Lines of the same rate are taxed together.</param>
/// <param name="Name">At that time.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="IsInclusive">Prices contain it.</param>
/// <param name="Parts">One to five.</param>
public sealed record TaxTerms(TaxRateId Id, string Name, TaxCategory Category, bool IsInclusive, IReadOnlyList<TaxPart> Parts)
{
    public bool Equals(TaxTerms? other) => other is not null && Id == other.Id && Name == other.Name && Category == other.Category && IsInclusive == other.IsInclusive
        && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Category, IsInclusive, Parts.Count);
}

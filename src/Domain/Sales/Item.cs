using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What is sold often enough to be kept: lines of documents begin with what it says, and may differ from it.</summary>
public sealed class Item : AggregateRoot, IOrganizationOwned
{
    private Item()
    {
    }

    public ItemId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>Unique in the organization, where there is one.</summary>
    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    /// <summary>Of one, in major units of the base currency, with at most six decimals.</summary>
    public decimal UnitPrice { get; private set; }

    /// <summary>What one of it is, e.g. “hour”.</summary>
    public string? Unit { get; private set; }

    public TaxRateId? TaxRateId { get; private set; }

    /// <summary>Where its income goes; null for where sales usually go.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>It is not offered any more.</summary>
    public bool IsArchived { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Item Add(OrganizationId organization, ItemTerms terms)
    {
        var item = new Item { Id = EntityId.New<ItemId>(), OrganizationId = organization };
        item.Change(terms, isArchived: false);
        return item;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(ItemTerms terms, bool isArchived)
    {
        var known = terms.Checked();
        (Code, Name, Description, UnitPrice, Unit) = (known.Code, known.Name, known.Description, known.UnitPrice, known.Unit);
        (TaxRateId, AccountId, IsArchived) = (known.TaxRateId, known.AccountId, isArchived);
    }

    public void Archive() => IsArchived = true;
}

/// <param name="Name">What it is.</param>
/// <param name="UnitPrice">Of one, in major units of the base currency; at most six decimals.</param>
/// <param name="Code">By which people look it up.</param>
/// <param name="Description">What documents say of it; without one, its name.</param>
/// <param name="Unit">What one of it is, e.g. “hour”.</param>
/// <param name="TaxRateId">Of the same organization.</param>
/// <param name="AccountId">A revenue account of the same organization.</param>
public sealed record ItemTerms(
    string Name, decimal UnitPrice, string? Code = null, string? Description = null, string? Unit = null, TaxRateId? TaxRateId = null, AccountId? AccountId = null)
{
    public const int LongestCode = 40;
    public const int LongestName = 200;
    public const int LongestUnit = 30;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal ItemTerms Checked()
    {
        var name = Name?.Trim() is { Length: > 0 and <= LongestName } trimmed
            ? trimmed
            : throw new DomainException(Error.Validation("name", $"Give the item a name of 1 to {LongestName} characters."));
        if (Math.Abs(UnitPrice) > 9_999_999_999_999m || decimal.Round(UnitPrice, 6) != UnitPrice)
            throw new DomainException(Error.Validation("unitPrice", "A price has at most 13 digits before the point and six behind it."));

        return this with
        {
            Name = name,
            Code = CustomerTerms.Optional(Code, LongestCode, "code"),
            Description = CustomerTerms.Optional(Description, DocumentLine.LongestDescription, "description"),
            Unit = CustomerTerms.Optional(Unit, LongestUnit, "unit"),
        };
    }
}

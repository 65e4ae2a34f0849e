using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

/// <summary>The tenant: a firm that keeps its books here. Its own id is the wall of its row.</summary>
public sealed class Organization : AggregateRoot, IShared
{
    private Organization(OrganizationId id, string slug, string name, Currency baseCurrency, DateTimeOffset createdAt)
    {
        Id = id;
        Slug = slug;
        Name = name;
        BaseCurrency = baseCurrency;
        CreatedAt = createdAt;
    }

    public OrganizationId Id { get; private init; }

    public string Slug { get; private set; }

    public string Name { get; private set; }

    /// <summary>The currency of the books; reports are in it.</summary>
    public Currency BaseCurrency { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Organization Found(
        OrganizationId id, string slug, string name, Currency baseCurrency, DateTimeOffset now) =>
        new(id, Organizations.Slug.Of(slug), NameOf(name), baseCurrency, now);

    private static string NameOf(string name) => name.Trim() is { Length: > 0 and <= 200 } trimmed
        ? trimmed
        : throw new DomainException(Error.Rule("organizations.invalid_name", "A name has 1 to 200 characters."));
}

using System.Text.RegularExpressions;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Secrets;

/// <summary>
/// A named text that workflows hand to other systems, such as a token. It is written and used, never read back: what is
/// kept here can be replaced and deleted by people, and opened by the one call that needs it.
/// </summary>
public sealed partial class OrganizationSecret : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 64;
    public const int LongestDescription = 200;
    public const int ShortestValue = 8;
    public const int LongestValue = 8_000;

    private OrganizationSecret()
    {
    }

    public OrganizationSecretId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>Unique in its organization; workflows refer to it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it is for, for people.</summary>
    public string? Description { get; private set; }

    /// <summary>Set while it is being written, and null when it was read from where it is kept.</summary>
    public string? Value { get; private set; }

    /// <summary>Counts every change, so that two people cannot overwrite each other unnoticed.</summary>
    public int Revision { get; private set; }

    /// <summary>When it got its value.</summary>
    public DateTimeOffset SetAt { get; private set; }

    public UserId? SetBy { get; private set; }

    public static OrganizationSecret Keep(
        OrganizationId organization, string name, string? description, string value, UserId? by, DateTimeOffset now)
    {
        if (!IsName(name))
            throw new DomainException(Error.Validation("name", SecretsErrors.NameRule));

        var secret = new OrganizationSecret { Id = EntityId.New<OrganizationSecretId>(), OrganizationId = organization, Name = name };
        secret.Change(description, value, null, by, now);
        return secret;
    }

    /// <summary>Describes it anew and, unless the value is null, replaces that: calls that begin from now on use it.</summary>
    /// <param name="description">What it is for, or null.</param>
    /// <param name="value">Null keeps the value that it has.</param>
    /// <param name="expectedRevision">The revision that the author saw; null to overwrite whatever is there.</param>
    /// <param name="by">The person, if a person did.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>secrets.changed</c>, or a field that is not as it should be.</exception>
    public void Change(string? description, string? value, int? expectedRevision, UserId? by, DateTimeOffset now)
    {
        Expect(expectedRevision);
        if (description?.Length > LongestDescription || description?.Any(char.IsControl) is true)
            throw new DomainException(Error.Validation("description", SecretsErrors.DescriptionRule));

        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
        if (value is not null)
            Set(value, by, now);
        Revision++;
        Raise(new SecretSaved(Id, Name, Revision));
    }

    /// <summary>Says farewell; the caller removes it.</summary>
    /// <exception cref="DomainException"><c>secrets.changed</c>.</exception>
    public void Delete(int? expectedRevision)
    {
        Expect(expectedRevision);
        Raise(new SecretDeleted(Id, Name));
    }

    public static bool IsName(string? name) => name is not null && NamePattern().IsMatch(name);

    private void Set(string value, UserId? by, DateTimeOffset now)
    {
        if (value.Length is < ShortestValue or > LongestValue || value.Any(char.IsControl) || value.Trim().Length != value.Length)
            throw new DomainException(Error.Validation("value", SecretsErrors.ValueRule));

        Value = value;
        SetAt = now;
        SetBy = by;
    }

    private void Expect(int? revision)
    {
        if (revision is { } seen && seen != Revision)
            throw new DomainException(SecretsErrors.Changed);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

using System.Collections.Frozen;
using System.Text;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>What a role is asked to be.</summary>
/// <param name="Name">For people; 1 to 60 characters.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">Keys of the catalogue.</param>
/// <param name="Constraints">By permission key; a permission without one is held in full.</param>
public sealed record RoleTerms(
    string Name, string? Description, IReadOnlyCollection<string> Permissions, IReadOnlyDictionary<string, Constraint> Constraints)
{
    /// <summary>What acts move is compared in the base currency alone, so a limit in another one would admit nothing.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void RequireLimitsIn(Currency @base)
    {
        if (Constraints.Values.Any(constraint => constraint.MaxAmount is { } most && most.Currency != @base))
            throw new DomainException(AccessErrors.LimitInOtherCurrency(@base));
    }
}

/// <summary>A role of an organization's own. Whoever makes or changes it can put into it only what they hold themselves.</summary>
public sealed class CustomRole : AggregateRoot, IOrganizationOwned
{
    public const int NameLength = 60;
    public const int DescriptionLength = 300;
    public const int MostPerOrganization = 100;

    private readonly List<RolePermission> _permissions = [];

    private CustomRole()
    {
    }

    public RoleId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>From its first name; never changes, since programs name roles by it.</summary>
    public string Key { get; private init; } = "";

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public IReadOnlyList<RolePermission> Permissions => _permissions;

    public static CustomRole Create(OrganizationId organization, RoleTerms terms, Rights giver, DateTimeOffset now)
    {
        var id = EntityId.New<RoleId>();
        var role = new CustomRole { Id = id, OrganizationId = organization, Key = KeyOf(terms.Name, id), CreatedAt = now };
        role.Write(terms, giver);
        role.Raise(new RoleCreated(id, role.Key, role.Name, role.Keys()));
        return role;
    }

    public void Change(RoleTerms terms, Rights giver)
    {
        Write(terms, giver);
        Raise(new RoleChanged(Id, Key, Name, Keys()));
    }

    /// <summary>The database refuses it while a member holds the role.</summary>
    public void Delete() => Raise(new RoleDeleted(Id, Key, Name));

    public Role AsRole() => new(Key, Name, _permissions.Select(row => row.Permission).ToFrozenSet())
    {
        Id = Id,
        Constraints = _permissions.Where(row => row.Constraint is not null).ToFrozenDictionary(row => row.Permission, row => row.Constraint!),
    };

    private void Write(RoleTerms terms, Rights giver)
    {
        (Name, Description) = (NameOf(terms.Name), DescriptionOf(terms.Description));
        var wanted = terms.Permissions.Distinct().Select(key => (Key: key, Constraint: terms.Constraints.GetValueOrDefault(key))).ToList();
        if (wanted.Count == 0)
            throw new DomainException(AccessErrors.RoleWithoutPermission);
        if (terms.Constraints.Keys.FirstOrDefault(key => !terms.Permissions.Contains(key)) is { } loose)
            throw new DomainException(AccessErrors.NarrowingImpossible(loose));

        foreach (var (key, constraint) in wanted)
            Check(key, constraint, giver);

        _permissions.RemoveAll(row => wanted.All(want => want.Key != row.Permission));
        foreach (var (key, constraint) in wanted)
        {
            if (_permissions.Find(row => row.Permission == key) is { } row)
                row.Narrow(constraint);
            else
                _permissions.Add(new RolePermission(this, key, constraint));
        }
    }

    // What the role holds already stays as it is even when its editor could not give it.
    private void Check(string key, Constraint? constraint, Rights giver)
    {
        var permission = PermissionCatalogue.Find(key) ?? throw new DomainException(AccessErrors.PermissionUnknown(key));
        if (permission.OwnersOnly)
            throw new DomainException(AccessErrors.ForOwnersOnly(key));
        if (constraint is not null && (constraint.Narrowings & ~permission.Narrowings) != 0)
            throw new DomainException(AccessErrors.NarrowingImpossible(key));
        if (!_permissions.Exists(row => row.Permission == key && Constraint.AreAlike(row.Constraint, constraint)) && !giver.MayGive(key, constraint))
            throw new DomainException(AccessErrors.ScopeNotHeld(key));
    }

    private IReadOnlyList<string> Keys() => [.. _permissions.Select(row => row.Permission).Order(StringComparer.Ordinal)];

    private static string NameOf(string name) => name.Trim() is { Length: > 0 and <= NameLength } trimmed
        ? trimmed
        : throw new DomainException(AccessErrors.RoleNameInvalid);

    private static string? DescriptionOf(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: <= DescriptionLength } trimmed => trimmed,
        _ => throw new DomainException(AccessErrors.RoleDescriptionTooLong),
    };

    // A name without Latin letters gives none, and one that reads like a built-in role's key would be mistaken for it.
    private static string KeyOf(string name, RoleId id)
    {
        var key = new StringBuilder();
        foreach (var letter in name.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                key.Append(letter);
            else if (key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }

        var text = key.ToString().Trim('-');
        return text.Length == 0 ? $"role-{id.Value.ToString("N")[^8..]}"
            : Role.Find(text) is null ? text
            : throw new DomainException(AccessErrors.RoleNameTaken);
    }
}

namespace Financbase.Domain.Access;

/// <summary>Gives a permission key its title for people.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PermissionAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>Only a signed-in person may use it: an API key that could make further keys would outlive its own revocation.</summary>
    public bool PeopleOnly { get; init; }

    /// <summary>Held by owners alone: no other role can contain it.</summary>
    public bool OwnersOnly { get; init; }

    /// <summary>The kind of thing that it is exercised on, if all its use cases ask for the very thing: then it can be granted for one.</summary>
    public string? Resource { get; init; }

    /// <summary>The ways in which a role may narrow it: those that its use cases look at, and no other.</summary>
    public Narrowings Narrowings { get; init; }
}

/// <summary>Gives a group of permission keys its title for people.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PermissionAreaAttribute(string title) : Attribute
{
    public string Title { get; } = title;
}

namespace Financbase.Domain.Access;

/// <summary>Gives a permission key its title for people.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PermissionAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>Only a signed-in person may use it: an API key that could make further keys would outlive its own revocation.</summary>
    public bool PeopleOnly { get; init; }
}

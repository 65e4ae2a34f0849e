using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Access.Roles;

/// <summary>A role as a form. Constraints that the form does not show stay as they were.</summary>
public sealed record RoleInput
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public List<string> Permissions { get; init; } = [];

    /// <summary>Permissions that are held for some bank accounts only.</summary>
    public List<string> Narrowed { get; init; } = [];

    /// <summary>Permissions that are held only for what the member made.</summary>
    public List<string> Own { get; init; } = [];

    /// <summary><c>permission=account</c>.</summary>
    public List<string> Accounts { get; init; } = [];

    /// <summary>By permission: the name of one more account, typed where there are too many to list.</summary>
    public Dictionary<string, string?> More { get; init; } = [];

    public static RoleInput Of(RoleView role) => new()
    {
        Name = role.Title,
        Description = role.Description,
        Permissions = [.. role.Permissions],
        Narrowed = [.. role.Constraints.Where(entry => entry.Value.AccountIds is not null).Select(entry => entry.Key)],
        Own = [.. role.Constraints.Where(entry => entry.Value.OwnOnly).Select(entry => entry.Key)],
        Accounts = [.. role.Constraints.SelectMany(entry => (entry.Value.AccountIds ?? []).Select(account => Choice(entry.Key, account)))],
    };

    public static string Choice(string permission, Guid account) => $"{permission}={account}";

    public RoleTerms Terms(RoleView? before = null) => new(
        Name ?? "", Description, Permissions,
        Permissions.Distinct()
            .Select(key => (Key: key, Constraint: ConstraintOf(key, before?.Constraints.GetValueOrDefault(key))))
            .Where(entry => entry.Constraint is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Constraint!));

    private Constraint? ConstraintOf(string key, Constraint? before)
    {
        var accounts = Narrowed.Contains(key)
            ? Accounts.Where(choice => choice.StartsWith(key + "=", StringComparison.Ordinal))
                .Select(choice => Guid.TryParse(choice[(key.Length + 1)..], out var account) ? account : Guid.Empty).ToArray()
            : null;
        var constraint = (before ?? new()) with { AccountIds = accounts, OwnOnly = Own.Contains(key) };
        return constraint.Narrowings == Narrowings.None ? null : constraint;
    }
}

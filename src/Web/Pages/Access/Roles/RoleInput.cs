using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Access.Roles;

/// <summary>A role as a form. Constraints that the form does not show stay as they were.</summary>
public sealed record RoleInput
{
    private const decimal Largest = 1_000_000_000_000;

    public string? Name { get; init; }

    public string? Description { get; init; }

    public List<string> Permissions { get; init; } = [];

    /// <summary>Permissions that are held for some bank accounts only.</summary>
    public List<string> Narrowed { get; init; } = [];

    /// <summary>Permissions that are held only for what the member made.</summary>
    public List<string> Own { get; init; } = [];

    /// <summary><c>permission=account</c>.</summary>
    public List<string> Accounts { get; init; } = [];

    /// <summary>By permission: the most that one act may move, in the base currency; empty for no limit.</summary>
    public Dictionary<string, string?> Limits { get; init; } = [];

    /// <summary>By permission: the name of one more account, typed where there are too many to list.</summary>
    public Dictionary<string, string?> More { get; init; } = [];

    public static RoleInput Of(RoleView role) => new()
    {
        Name = role.Title,
        Description = role.Description,
        Permissions = [.. role.Permissions],
        Narrowed = [.. role.Constraints.Where(entry => entry.Value.AccountIds is not null).Select(entry => entry.Key)],
        Own = [.. role.Constraints.Where(entry => entry.Value.OwnOnly).Select(entry => entry.Key)],
        Limits = role.Constraints.Where(entry => entry.Value.MaxAmount is not null).ToDictionary(entry => entry.Key, entry => entry.Value.MaxAmount?.ToPlainString()),
        Accounts = [.. role.Constraints.SelectMany(entry => (entry.Value.AccountIds ?? []).Select(account => Choice(entry.Key, account)))],
    };

    public static string Choice(string permission, Guid account) => $"{permission}={account}";

    /// <returns>False where it is no amount in this currency; without a limit it is null.</returns>
    public bool TryLimit(string permission, Currency @base, out Money? limit)
    {
        limit = null;
        if (!FormAmount.TryRead(Limits.GetValueOrDefault(permission), out var amount))
            return false;
        if (amount is not { } most)
            return true;
        if (most > Largest || decimal.Round(most, @base.Exponent) != most)
            return false;

        limit = Money.FromAmount(most, @base);
        return true;
    }

    public RoleTerms Terms(Currency @base, RoleView? before = null) => new(
        Name ?? "", Description, Permissions,
        Permissions.Distinct()
            .Select(key => (Key: key, Constraint: ConstraintOf(key, @base, before?.Constraints.GetValueOrDefault(key))))
            .Where(entry => entry.Constraint is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Constraint!));

    private Constraint? ConstraintOf(string key, Currency @base, Constraint? before)
    {
        var accounts = Narrowed.Contains(key)
            ? Accounts.Where(choice => choice.StartsWith(key + "=", StringComparison.Ordinal))
                .Select(choice => Guid.TryParse(choice[(key.Length + 1)..], out var account) ? account : Guid.Empty).ToArray()
            : null;
        var constraint = (before ?? new()) with { AccountIds = accounts, OwnOnly = Own.Contains(key), MaxAmount = TryLimit(key, @base, out var most) ? most : null };
        return constraint.Narrowings == Narrowings.None ? null : constraint;
    }
}

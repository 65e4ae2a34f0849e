using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public static class AccessErrors
{
    public static Error ApiKeyNameInvalid { get; } =
        Error.Rule("access.api_key_name_invalid", $"Give the key a name of 1 to {ApiKey.NameLength} characters.");

    public static Error ApiKeyWithoutScope { get; } =
        Error.Rule("access.api_key_without_scope", "Choose at least one thing that the key may do.");

    public static Error ApiKeyLifetimeInvalid { get; } =
        Error.Rule("access.api_key_lifetime_invalid", "A key works for at least a moment and at most a year.");

    public static Error ApiKeyAlreadyRevoked { get; } =
        Error.Conflict("access.api_key_already_revoked", "This key is already revoked.");

    public static Error ApiKeyScopeUnknown(string scope) =>
        Error.Rule("access.api_key_scope_unknown", $"“{scope}” is not a permission that an API key can hold.");

    public static Error ScopeNotHeld(string scope) =>
        Error.Rule("access.scope_not_held", $"Nobody can give away “{scope}” without holding it.");

    public static Error RoleUnknown(string role) =>
        Error.Rule("access.role_unknown", $"There is no role “{role}”. Roles are {string.Join(", ", Role.BuiltIn.Select(known => known.Key))}.");
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public static class AccessErrors
{
    private static readonly TimeSpan AllowanceLasts = TimeSpan.FromHours(1);

    /// <summary>The same words for a wrong password and an unknown address.</summary>
    public static Error SignInRefused { get; } = new(
        "access.sign_in_refused", "The e-mail address or the password is not right.", ErrorKind.Unauthenticated);

    public static Error EmailTaken { get; } =
        Error.Conflict("access.email_taken", "Somebody signs in with this e-mail address already.");

    public static Error SignUpClosed { get; } = Error.Rule(
        "access.sign_up_closed", "Nobody can sign up here. Ask an owner of your organization to invite you.");

    public static Error TooManyMails { get; } = new(
        "access.too_many_mails", "Too many mails were asked for. Try again in an hour.", ErrorKind.RateLimited)
    {
        RetryAfter = AllowanceLasts,
    };

    /// <summary>The same words whether it never existed, was used, or is too old.</summary>
    public static Error LinkNotValid { get; } = Error.Rule(
        "access.link_not_valid", "This link does not work any more: it was used, replaced by a newer one, or is too old. Ask for a new one.");

    public static Error NotAMember { get; } =
        Error.Rule("access.not_a_member", "This person is not a member of the organization.");

    public static Error ApiKeyNameInvalid { get; } =
        Error.Rule("access.api_key_name_invalid", $"Give the key a name of 1 to {ApiKey.NameLength} characters.");

    public static Error ApiKeyWithoutScope { get; } =
        Error.Rule("access.api_key_without_scope", "Choose at least one thing that the key may do.");

    public static Error ApiKeyLifetimeInvalid { get; } =
        Error.Rule("access.api_key_lifetime_invalid", "A key works for at least a moment and at most a year.");

    public static Error ApiKeyAlreadyRevoked { get; } =
        Error.Conflict("access.api_key_already_revoked", "This key is already revoked.");

    public static Error ApiKeyExpired { get; } =
        Error.Conflict("access.api_key_expired", "This key has expired. Make a new one.");

    public static Error OverlapInvalid { get; } = Error.Validation(
        "overlapHours", $"The old key works on for 0 to {ApiKey.LongestOverlap.TotalHours:0} hours.");

    public static Error LastOwner { get; } = Error.Rule(
        "access.last_owner", "An organization keeps at least one owner. Make somebody else an owner first.");

    public static Error OnlyOwners { get; } = new(
        "access.only_owners", "Only an owner makes, changes or removes an owner.", ErrorKind.Forbidden);

    public static Error OwnerAlready { get; } =
        Error.Rule("access.owner_already", "You are an owner already. Choose somebody else.");

    public static Error EmailInvalid { get; } = Error.Validation("email", "Type an e-mail address, such as name@example.com.");

    public static Error AlreadyInvited { get; } = Error.Conflict(
        "access.already_invited", "This person is invited already. Send the invitation again if it got lost.");

    public static Error MemberAlready { get; } = Error.Conflict("access.member_already", "This person is a member already.");

    public static Error InvitationDead { get; } = Error.Rule(
        "access.invitation_dead", "This invitation no longer works. Ask for a new one.");

    public static Error InvitationForAnother { get; } = Error.Rule(
        "access.invitation_for_another", "This invitation is for another e-mail address. Sign in with that one.");

    public static Error InvitationJustSent { get; } = Error.Rule(
        "access.invitation_just_sent", "It was sent less than a minute ago. Wait a little.");

    public static Error TooManyInvitations { get; } = Error.Rule(
        "access.too_many_invitations", "There are too many open invitations. Revoke some first.");

    public static Error TooManyInvitationMails { get; } = new(
        "access.too_many_invitation_mails", "Too many invitations were mailed to this address or by this organization. Try again in an hour.", ErrorKind.RateLimited)
    {
        RetryAfter = AllowanceLasts,
    };

    public static Error RoleNameInvalid { get; } =
        Error.Validation("name", $"Give the role a name of 1 to {CustomRole.NameLength} characters.");

    public static Error RoleNameTaken { get; } =
        Error.Conflict("access.role_name_taken", "A role with this name exists already.");

    public static Error RoleDescriptionTooLong { get; } =
        Error.Validation("description", $"A description has at most {CustomRole.DescriptionLength} characters.");

    public static Error RoleWithoutPermission { get; } =
        Error.Validation("permissions", "Choose at least one thing that the role allows.");

    public static Error RoleInUse { get; } = Error.Conflict(
        "access.role_in_use", "Somebody holds this role. Give them another one first.");

    public static Error RoleBuiltIn { get; } =
        Error.Rule("access.role_built_in", "Built-in roles cannot be changed. Make a role of your own instead.");

    public static Error TooManyRoles { get; } =
        Error.Rule("access.too_many_roles", $"An organization has at most {CustomRole.MostPerOrganization} roles of its own.");

    public static Error NotGrantable { get; } = Error.Rule(
        "access.not_grantable", "This permission cannot be allowed or denied for a single thing of this kind.");

    public static Error GrantExpired { get; } = Error.Validation("expiresAt", "Choose a moment that is still to come.");

    public static Error GrantExists { get; } = Error.Conflict(
        "access.grant_exists", "There is an exception of this kind for this thing already. Remove it first.");

    public static Error TooManyGrants { get; } = Error.Rule(
        "access.too_many_grants", $"An organization has at most {ResourceGrant.MostPerOrganization} exceptions. Remove those that are not needed.");

    public static Error GrantNotHeld(string permission) => new(
        "access.grant_not_held", $"Your own role does not allow “{permission}” for this thing, so you cannot decide it for others.", ErrorKind.Forbidden);

    public static Error TooManyAttempts(TimeSpan wait) => new(
        "access.too_many_attempts",
        $"Too many attempts. Try again in {Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))} minutes.",
        ErrorKind.RateLimited)
    {
        RetryAfter = wait,
    };

    public static Error ApiKeyScopeUnknown(string scope) =>
        Error.Rule("access.api_key_scope_unknown", $"“{scope}” is not a permission that an API key can hold.");

    public static Error ScopeNotHeld(string scope) =>
        Error.Rule("access.scope_not_held", $"Nobody can give away “{scope}” without holding it.");

    public static Error NotForThis(string permission) => new(
        "forbidden", $"You have the permission “{permission}” for other things, not for this one.", ErrorKind.Forbidden);

    public const string OverLimitCode = "access.over_limit";

    /// <param name="permission">Which one is limited.</param>
    /// <param name="moved">What the act comes to, in the base currency.</param>
    /// <param name="limit">The most for it.</param>
    public static Error OverLimit(string permission, Money moved, Money limit) => new(
        OverLimitCode,
        $"This comes to {moved}, and the limit of “{permission}” is {limit} in one go. Somebody with a higher limit can do it.",
        ErrorKind.Forbidden);

    public static Error LimitInOtherCurrency(Currency @base) =>
        Error.Validation("constraints", $"A limit is in {@base}, the currency of the books.");

    public static Error DutiesApart(Duty wanted, Duty done) => new(
        "access.separation_of_duties",
        $"Whoever did the “{done.ToString().ToLowerInvariant()}” cannot do the “{wanted.ToString().ToLowerInvariant()}” as well. Somebody else must.",
        ErrorKind.Forbidden);

    public static Error PaysThemselves { get; } = new(
        "access.separation_of_duties", "Whoever gets the money cannot record that it was paid back. Somebody else must.", ErrorKind.Forbidden);

    public static Error PermissionUnknown(string key) =>
        Error.Validation("permissions", $"There is no permission “{key}”.");

    public static Error ForOwnersOnly(string key) =>
        Error.Validation("permissions", $"Only owners hold “{key}”.");

    public static Error NarrowingImpossible(string key) =>
        Error.Validation("constraints", $"“{key}” cannot be narrowed like this.");

    public static Error RoleNotHeld(string role, string permission) =>
        Error.Rule("access.role_not_held", $"The role “{role}” allows more than you may give: “{permission}”.");

    public static Error AlreadyMember(string role) =>
        Error.Conflict("access.already_member", $"This person is a member already, as {role}.");

    /// <summary>Of a filter.</summary>
    public static Error NoSuchRole { get; } = Error.Validation("role", "There is no such role: the list of roles names their keys.");

    public static Error RoleUnknown(string role) =>
        Error.Rule("access.role_unknown", $"There is no role “{role}”. Built-in roles are {string.Join(", ", Role.BuiltIn.Select(known => known.Key))}.");
}

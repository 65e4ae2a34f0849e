using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

public static class OrganizationsErrors
{
    public static Error NameInvalid { get; } = Error.Validation("name", "A name has 1 to 200 characters.");

    public static Error SlugInvalid { get; } =
        Error.Validation("slug", "A short name has 2 to 40 lower-case letters, digits and single hyphens.");

    public static Error SlugReserved { get; } = Error.Validation("slug", "This short name is kept for the product itself.");

    public static Error SlugTaken { get; } = Error.Conflict("organizations.slug_taken", "This short name is taken. Choose another one.");

    public static Error CurrencyUnknown { get; } = Error.Validation("currency", "Choose a currency by its three letters, such as EUR.");

    public static Error TimeZoneUnknown { get; } = Error.Validation("timeZone", "Choose a time zone by its name, such as Europe/Berlin.");

    public static Error MonthInvalid { get; } = Error.Validation("fiscalYearStartMonth", "A month is a number from 1 to 12.");

    public static Error TooMany { get; } =
        Error.Rule("organizations.too_many", "You are a member of too many organizations to found another one.");

    public static Error Suspended { get; } = new(
        "organizations.suspended", "This organization is suspended. An owner can resume it.", ErrorKind.Forbidden);

    public static Error Blocked { get; } = new(
        "organizations.blocked", "This organization is suspended by the operators of this installation. Ask them; its owners can still download its data.",
        ErrorKind.Forbidden);

    public static Error Closed { get; } = new(
        "organizations.closed", "This organization is closed. An owner can open it again within 30 days.", ErrorKind.Forbidden);

    public static Error Erased { get; } = new(
        "organizations.erased", "This organization was closed for good, and what it held is erased.", ErrorKind.Forbidden);

    public static Error ClosedForGood { get; } =
        Error.Rule("organizations.closed_for_good", "The 30 days in which it could be opened again are over.");

    public static Error NameNotRepeated { get; } =
        Error.Validation("confirmation", "Type the organization's short name to close it.");

    public static Error NotPossibleWhile(OrganizationState state) => Error.Conflict(
        "organizations.wrong_state", $"This is not possible while the organization is {state.ToString().ToLowerInvariant()}.");

    /// <summary>Why nothing is served while the organization is in this state; null when it is.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="whateverState">For what leads out of being suspended or closed; nothing leads out of being erased.</param>
    public static Error? RefusalIn(OrganizationState state, bool whateverState = false) => state switch
    {
        OrganizationState.Active => null,
        OrganizationState.Suspended => whateverState ? null : Suspended,
        OrganizationState.Blocked => whateverState ? null : Blocked,
        OrganizationState.Closed => whateverState ? null : Closed,
        OrganizationState.Erased => Erased,
    };
}

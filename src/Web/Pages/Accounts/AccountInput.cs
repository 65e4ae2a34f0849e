using Financbase.Domain.Ledger;

namespace Financbase.Web.Pages.Accounts;

public sealed record AccountInput
{
    public string? Code { get; init; }

    public string? Name { get; init; }

    public AccountSubtype? Subtype { get; init; }

    public string? Description { get; init; }

    public bool IsArchived { get; init; }
}

using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <param name="Id">The item.</param>
/// <param name="Code">By which people look it up.</param>
/// <param name="Name">What it is.</param>
/// <param name="Description">What documents say of it; without one, its name.</param>
/// <param name="UnitPrice">Of one, in major units of the base currency.</param>
/// <param name="Unit">What one of it is.</param>
/// <param name="TaxRateId">The rate that lines with it begin with.</param>
/// <param name="AccountId">Where its income goes; null for where sales usually go.</param>
/// <param name="IsArchived">It is not offered any more.</param>
public sealed record ItemView(
    ItemId Id, string? Code, string Name, string? Description, decimal UnitPrice, string? Unit, TaxRateId? TaxRateId, AccountId? AccountId, bool IsArchived)
{
    internal static ItemView Of(Item item) => new(
        item.Id, item.Code, item.Name, item.Description, item.UnitPrice, item.Unit, item.TaxRateId, item.AccountId, item.IsArchived);
}

/// <summary>Null asks for all; the text is looked for in code and name.</summary>
public sealed record ItemFilter(string? Text = null, bool? IsArchived = null);

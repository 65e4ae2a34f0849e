using Financbase.Domain.SharedKernel;
namespace Financbase.Domain.Sales;

/// <summary>To whom a finalised document is made out, as it was then.</summary>
/// <param name="Name">Of the customer.</param>
/// <param name="Address">Where it was.</param>
/// <param name="TaxId">As it stood then.</param>
public sealed record BillTo(string Name, PostalAddress Address, string? TaxId);

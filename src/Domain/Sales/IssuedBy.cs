using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Who issued a finalised document, as it stood on that day.</summary>
/// <param name="Name">Of the organization.</param>
/// <param name="Address">Where it was.</param>
/// <param name="TaxId">As it stood then.</param>
/// <param name="Iban">Where it asked to be paid; without spaces.</param>
/// <param name="Bic">Of the bank there.</param>
public sealed record IssuedBy(string Name, PostalAddress Address, string? TaxId = null, string? Iban = null, string? Bic = null);

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What a credit of a vendor says beside its lines.</summary>
/// <param name="VendorId">Whose.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="CreditDate">Its day in the books.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Note">For those who use it.</param>
public sealed record VendorCreditTerms(VendorId VendorId, string Number, DateOnly CreditDate, Currency Currency, string? Note = null)
{
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal VendorCreditTerms Checked() => CreditDate.Year is < 1900 or > 2199
        ? throw new DomainException(Error.Validation("creditDate", "Choose a day between 1900 and 2199."))
        : this with { Number = BillNumber.Checked(Number), Note = OptionalText.Of(Note, BillTerms.LongestNote, "note") };
}

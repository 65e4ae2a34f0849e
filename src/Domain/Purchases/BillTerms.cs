using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What a bill says beside its lines.</summary>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="BillDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay; not before the bill's day.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Note">For those who decide and pay.</param>
public sealed record BillTerms(VendorId VendorId, string Number, DateOnly BillDate, DateOnly DueDate, Currency Currency, string? Note = null)
{
    public const int LongestNumber = 100;
    public const int LongestNote = 2_000;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal BillTerms Checked()
    {
        if (BillDate.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("billDate", "Choose a day between 1900 and 2199."));
        if (DueDate < BillDate || DueDate.Year > 2199)
            throw new DomainException(Error.Validation("dueDate", "The last day to pay is not before the day of the bill."));

        return this with
        {
            Number = BillNumber.Checked(Number),
            Note = OptionalText.Of(Note, LongestNote, "note"),
        };
    }
}

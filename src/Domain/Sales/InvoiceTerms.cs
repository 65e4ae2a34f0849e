using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What an invoice says beside its lines.</summary>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay; not before the issue.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Reference">What the customer calls it by, such as an order number.</param>
/// <param name="Note">For the customer, below the lines.</param>
public sealed record InvoiceTerms(
    CustomerId CustomerId, DateOnly IssueDate, DateOnly DueDate, Currency Currency, string? Reference = null, string? Note = null)
{
    public const int LongestReference = 100;
    public const int LongestNote = 2_000;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal InvoiceTerms Checked()
    {
        if (IssueDate.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("issueDate", "Choose a day between 1900 and 2199."));
        if (DueDate < IssueDate || DueDate.Year > 2199)
            throw new DomainException(Error.Validation("dueDate", "The last day to pay is not before the day of issue."));

        return this with
        {
            Reference = CustomerTerms.Optional(Reference, LongestReference, "reference"),
            Note = CustomerTerms.Optional(Note, LongestNote, "note"),
        };
    }
}

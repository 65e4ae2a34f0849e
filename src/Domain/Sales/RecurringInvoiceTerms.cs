using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What becomes of an invoice that is made from a template.</summary>
public enum RecurringOutcome
{
    Draft,
    Finalized,
    Sent,
}

/// <summary>What a template says beside its lines.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">Who is to owe the invoices.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Schedule">On which days an invoice is made; that day is its day of issue.</param>
/// <param name="Creates">What becomes of it.</param>
/// <param name="PaymentDays">It is due so many days later, 0 to 365; null for what the customer has then.</param>
/// <param name="Reference">What the customer calls the invoices by.</param>
/// <param name="Note">For the customer, below the lines.</param>
public sealed record RecurringInvoiceTerms(
    string Name, CustomerId CustomerId, Currency Currency, Recurrence Schedule, RecurringOutcome Creates = RecurringOutcome.Draft, int? PaymentDays = null,
    string? Reference = null, string? Note = null)
{
    public const int LongestName = 100;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal RecurringInvoiceTerms Checked() => this with
    {
        Name = Name?.Trim() is { Length: > 0 and <= LongestName } name ? name : throw Fault("name", $"Give it a name of 1 to {LongestName} characters."),
        Schedule = Schedule?.Checked() ?? throw Fault("schedule", "Say on which days an invoice is made."),
        Creates = Enum.IsDefined(Creates) ? Creates : throw Fault("creates", "Choose draft, finalized or sent."),
        PaymentDays = PaymentDays is null or (>= 0 and <= CustomerTerms.MostPaymentDays)
            ? PaymentDays : throw Fault("paymentDays", $"Choose 0 to {CustomerTerms.MostPaymentDays} days."),
        Reference = CustomerTerms.Optional(Reference, InvoiceTerms.LongestReference, "reference"),
        Note = CustomerTerms.Optional(Note, InvoiceTerms.LongestNote, "note"),
    };

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

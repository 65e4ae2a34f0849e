using Financbase.Application.Sales;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Invoices;

namespace Financbase.Web.Pages.Recurring;

/// <summary>What a template says beside what its invoices say.</summary>
public sealed record RecurringInput
{
    public string? Name { get; init; }

    public int Every { get; init; } = 1;

    public RecurrenceUnit Unit { get; init; } = RecurrenceUnit.Months;

    public DateOnly? StartsOn { get; init; }

    public int? DayOfMonth { get; init; }

    public DateOnly? EndsOn { get; init; }

    public int? Count { get; init; }

    public RecurringOutcome Creates { get; init; }

    public int? PaymentDays { get; init; }

    public static RecurringInput Of(RecurringInvoiceView recurring) => new()
    {
        Name = recurring.Name,
        Every = recurring.Schedule.Every,
        Unit = recurring.Schedule.Unit,
        StartsOn = recurring.Schedule.StartsOn,
        DayOfMonth = recurring.Schedule.DayOfMonth,
        EndsOn = recurring.Schedule.EndsOn,
        Count = recurring.Schedule.Count,
        Creates = recurring.Creates,
        PaymentDays = recurring.PaymentDays,
    };

    public static InvoiceInput DocumentOf(RecurringInvoiceView recurring) => new()
    {
        Customer = $"{recurring.Customer.Name} [{recurring.CustomerId}]",
        Currency = recurring.Currency,
        Reference = recurring.Reference,
        Note = recurring.Note,
        Lines = [.. recurring.Lines.Select(line => InvoiceLineInput.Of(line, Currency.Of(recurring.Currency)))],
    };

    public RecurringInvoiceDraft ToDraft(InvoiceDraft invoice) => new(
        Name ?? "", invoice.CustomerId, invoice.Lines, new Recurrence(Every, Unit, StartsOn ?? DateOnly.MinValue, DayOfMonth, EndsOn, Count), Creates, PaymentDays,
        invoice.Currency, invoice.Reference, invoice.Note);
}

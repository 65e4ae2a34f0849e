using Financbase.Application.Paging;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Payments, what they were used for, and what customers owe.</summary>
public interface ISettlements
{
    /// <summary>Lets nobody else use or undo this payment until the transaction ends. Ask before it is read, and before invoices are held.</summary>
    Task HoldAsync(PaymentId id, CancellationToken ct);

    /// <summary>What all credit notes of an invoice that still stand come to.</summary>
    Task<Money> CreditedAsync(Invoice invoice, CancellationToken ct);

    /// <summary>What of those was paid back to the customer.</summary>
    Task<Money> PaidBackAsync(Invoice invoice, CancellationToken ct);

    Task<Page<PaymentSummary>> ListPaymentsAsync(PaymentFilter filter, PageRequest page, CancellationToken ct);

    Task<PaymentView?> FindPaymentAsync(PaymentId id, CancellationToken ct);

    /// <summary>Payments and credit notes of the invoice's customer, in its currency, of which something is left; the oldest first.</summary>
    Task<IReadOnlyList<OpenCredit>> ListCreditsAsync(InvoiceId invoice, int most, CancellationToken ct);

    /// <summary>By customer, in the base currency, of what was open at the end of the day.</summary>
    /// <param name="asOf">The day.</param>
    /// <param name="compared">An earlier day beside it.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<AgedReceivables> ReadAgedAsync(DateOnly asOf, DateOnly? compared, CancellationToken ct);

    /// <summary>Invoices whose last day to pay is before this one and of which that was not told yet; from now on it was.</summary>
    Task<IReadOnlyList<InvoiceOverdue>> TakeOverdueAsync(DateOnly today, int most, CancellationToken ct);
}

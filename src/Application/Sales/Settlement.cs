using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Uses payments and credit notes for invoices. Everything here is held before.</summary>
internal sealed class Settlement(IRepository<Allocation> allocations, SettlementBooks books)
{
    /// <summary>For a payment that is being posted; the difference of rates goes with its entry, or waits for an invoice that comes later.</summary>
    /// <returns>What of the invoice and of the payment goes with the entry, in minor units of the base currency.</returns>
    public Task<(long Settled, long Used)> AllocateAsync(Invoice invoice, Payment payment, Money amount, CancellationToken ct)
    {
        var (used, settled) = (payment.Use(invoice.Id, amount), invoice.Settle(amount));
        var allocation = Allocation.Of(invoice, payment, SettlementBooks.Later(payment.Date, invoice.BookedOn), amount, settled, used);
        allocations.Add(allocation);
        return books.BookWithPaymentAsync(PaymentWay.In, payment, allocation.Id.Value, allocation.Date, settled, used, ct);
    }

    /// <summary>Uses what is left of a payment from before.</summary>
    /// <exception cref="DomainException"><c>sales.other_customer</c>, <c>sales.exceeds_credit</c>, <c>sales.exceeds_open</c>, and what the ledger refuses.</exception>
    public Task UseAsync(Invoice invoice, Payment payment, Money amount, DateOnly date, CancellationToken ct)
    {
        Match(invoice, payment.CustomerId, payment.Currency);
        var (used, settled) = (payment.Use(invoice.Id, amount), invoice.Settle(amount));
        return BookAsync(Allocation.Of(invoice, payment, date, amount, settled, used), settled, used, ct);
    }

    /// <inheritdoc cref="UseAsync(Invoice, Payment, Money, DateOnly, CancellationToken)"/>
    public Task UseAsync(Invoice invoice, Invoice creditNote, Money amount, DateOnly date, CancellationToken ct)
    {
        Match(invoice, creditNote.CustomerId, creditNote.Currency);
        var (used, settled) = (creditNote.Use(invoice.Id, amount), invoice.Settle(amount));
        return BookAsync(Allocation.Of(invoice, creditNote, date, amount, settled, used), settled, used, ct);
    }

    private Task BookAsync(Allocation allocation, long settled, long used, CancellationToken ct)
    {
        allocations.Add(allocation);
        return books.BookDifferenceAsync(PaymentWay.In, allocation.Id.Value, allocation.Date, settled, used, ct);
    }

    private static void Match(Invoice invoice, CustomerId customer, Currency currency)
    {
        if (invoice.CustomerId != customer || invoice.Currency != currency)
            throw new DomainException(SalesErrors.OtherCustomer);
    }
}

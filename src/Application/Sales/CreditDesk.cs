using Financbase.Application.Persistence;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>A payment or a credit note, as whoever asks names it.</summary>
public interface IOnCredit
{
    /// <summary>The payment; or a credit note.</summary>
    PaymentId? PaymentId { get; }

    InvoiceId? CreditNoteId { get; }
}

internal abstract class OnCreditValidator<T> : AbstractValidator<T> where T : IOnCredit
{
    protected OnCreditValidator() => RuleFor(request => request.PaymentId)
        .Must((request, payment) => payment is null != request.CreditNoteId is null).WithMessage("Name either a payment or a credit note.");
}

internal sealed class CreditDesk(IRepository<Invoice> invoices, IRepository<Payment> payments, IInvoices books, ISettlements settlements)
{
    /// <summary>Held until the transaction ends.</summary>
    public async Task<ICustomerCredit?> FindAsync(IOnCredit request, CancellationToken ct)
    {
        if (request.PaymentId is { } payment)
        {
            await settlements.HoldAsync(payment, ct);
            return await payments.FindAsync(payment, ct);
        }

        await books.HoldAsync([request.CreditNoteId!.Value], ct);
        return await invoices.FindAsync(request.CreditNoteId.Value, ct) is { Kind: InvoiceKind.CreditNote } note ? note : null;
    }

    public static Error Missing(IOnCredit request) => Error.NotFound(request.PaymentId is null ? "credit note" : "payment");
}

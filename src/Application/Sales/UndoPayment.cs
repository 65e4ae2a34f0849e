using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Takes a payment back: its entries are reversed, and what it had paid is open again.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Date">The day of the reversal, not before the payment's own; null for that.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.undo", "Undid a payment")]
public sealed record UndoPayment(PaymentId Id, DateOnly? Date = null) : ICommand<Done>;

internal sealed class UndoPaymentValidator : AbstractValidator<UndoPayment>
{
    public UndoPaymentValidator() => RuleFor(request => request.Date)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class UndoPaymentHandler(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IRepository<Allocation> allocations, IInvoices books, ISettlements settlements, ILedger ledger)
    : IHandler<UndoPayment, Done>
{
    public async Task<Result<Done>> Handle(UndoPayment command, CancellationToken cancellationToken)
    {
        await settlements.HoldAsync(command.Id, cancellationToken);
        if (await payments.FindAsync(command.Id, cancellationToken) is not { } payment)
            return Error.NotFound("payment");

        payment.Undo();
        var used = await allocations.ListAsync(new OfPayment(payment.Id), cancellationToken);
        await books.HoldAsync([.. used.Select(allocation => allocation.InvoiceId).Distinct()], cancellationToken);
        foreach (var allocation in used)
        {
            var invoice = await invoices.FindAsync(allocation.InvoiceId, cancellationToken);
            invoice!.Reopen(allocation.AmountMinor, allocation.BaseMinor);
            allocation.Undo();
        }

        SourceDocument[] documents =
        [
            RecordPaymentHandler.Document(payment),
            .. used.Select(allocation => new SourceDocument(JournalEntrySource.Payment, allocation.Id.Value, PaymentPostings.Difference)),
        ];
        foreach (var document in documents)
        {
            if (await ledger.FindAsync(document, cancellationToken) is { } entry)
                await ledger.ReverseAsync(entry, Later(command.Date ?? payment.Date, entry.Date), "The payment was undone", cancellationToken);
        }

        return new Done();
    }

    // A rest may have been used after the day of the payment.
    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed class OfPayment : Specification<Allocation>
    {
        public OfPayment(PaymentId id) => Query.Where(allocation => allocation.PaymentId == id && !allocation.IsUndone);
    }
}

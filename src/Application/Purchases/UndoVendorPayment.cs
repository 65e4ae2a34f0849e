using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Takes a payment to a vendor back: its entries are reversed, and what it had paid is open again.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Date">The day of the reversal, not before the payment's own; null for that.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("vendor_payment.undo", "Undid a payment to a vendor")]
public sealed record UndoVendorPayment(VendorPaymentId Id, DateOnly? Date = null) : ICommand<Done>;

internal sealed class UndoVendorPaymentValidator : AbstractValidator<UndoVendorPayment>
{
    public UndoVendorPaymentValidator() => RuleFor(request => request.Date)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class UndoVendorPaymentHandler(VendorPaymentUndoing payments, IReadRepository<BankTransaction> lines, AmountLimits limits) : IHandler<UndoVendorPayment, Done>
{
    public async Task<Result<Done>> Handle(UndoVendorPayment command, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(command.Id, cancellationToken) is not { } payment)
            return Error.NotFound("payment");

        if (await lines.AnyAsync(new OfPayment(payment.Id), cancellationToken))
            return PurchasesErrors.PaymentOfBankLine;

        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(payment.Amount, payment.Date), cancellationToken);
        await payments.UndoAsync(payment, command.Date, cancellationToken);
        return new Done();
    }

    private sealed class OfPayment : Specification<BankTransaction>
    {
        public OfPayment(VendorPaymentId id) => Query.Where(line => line.VendorPaymentId == id);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Takes a payment back: its entries are reversed, and what it had paid is open again.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Date">The day of the reversal; the payment's own where that is later, or where null; and that on which its last use or refund was taken back, where that is later still.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.undo", "Undid a payment")]
public sealed record UndoPayment(PaymentId Id, DateOnly? Date = null) : ICommand<Done>;

internal sealed class UndoPaymentValidator : AbstractValidator<UndoPayment>
{
    public UndoPaymentValidator() => RuleFor(request => request.Date)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class UndoPaymentHandler(PaymentUndoing payments, IReadRepository<BankTransaction> lines) : IHandler<UndoPayment, Done>
{
    public async Task<Result<Done>> Handle(UndoPayment command, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(command.Id, cancellationToken) is not { } payment)
            return Error.NotFound("payment");
        if (await lines.AnyAsync(new OfPayment(payment.Id), cancellationToken))
            return SalesErrors.PaymentOfBankLine;

        await payments.UndoAsync(payment, command.Date, cancellationToken);
        return new Done();
    }

    private sealed class OfPayment : Specification<BankTransaction>
    {
        public OfPayment(PaymentId id) => Query.Where(line => line.PaymentId == id);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>Takes back what became of a line: its entry is reversed, with the other end of a transfer; an excluded line comes back.</summary>
/// <param name="Id">A line that is posted or excluded.</param>
/// <param name="Date">The day of the reversal; null, or a day before the entry's own, takes that; of a payment, as <see cref="UndoPayment"/> says.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.Banking.Categorize)]
[Audited("bank_transaction.undo", "Took back what became of a bank line")]
public sealed record UndoBankTransaction(BankTransactionId Id, DateOnly? Date = null, string? Reason = null) : ICommand<Done>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class UndoBankTransactionValidator : AbstractValidator<UndoBankTransaction>
{
    public UndoBankTransactionValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class UndoBankTransactionHandler(BankDesk desk, PaymentUndoing payments, VendorPaymentUndoing vendorPayments, AmountLimits limits, ICurrentPrincipal principal) : IHandler<UndoBankTransaction, Done>
{
    public async Task<Result<Done>> Handle(UndoBankTransaction command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");

        if (line.PaymentId is not null && !principal.Current.Rights.MayHold(Permissions.Payments.Record))
            return Error.Forbidden(Permissions.Payments.Record);
        if (line.VendorPaymentId is not null && !principal.Current.Rights.MayHold(Permissions.VendorPayments.Record))
            return Error.Forbidden(Permissions.VendorPayments.Record);
        if (line.VendorPaymentId is not null)
            await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(line.Amount, line.Date), cancellationToken);
        if (line.Status == BankTransactionStatus.Excluded)
            line.Include();
        else
            await TakeBackAsync(line, command, cancellationToken);
        return new Done();
    }

    private async Task TakeBackAsync(BankTransaction line, UndoBankTransaction command, CancellationToken ct)
    {
        // Documents are held before the ledger's balances are, as by everybody else.
        var day = command.Date;
        if (line.PaymentId is { } received)
            day = await payments.UndoAsync((await payments.FindAsync(received, ct))!, day, ct);
        else if (line.VendorPaymentId is { } paid)
            day = await vendorPayments.UndoAsync((await vendorPayments.FindAsync(paid, ct))!, day, ct);
        await desk.TakeBackAsync(line, day, command.Reason, ct);
    }
}

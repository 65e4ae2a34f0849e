using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>Says that the bank did what a payment file orders: each of its bills is paid with a payment of its own.</summary>
/// <param name="Id">A file that is prepared.</param>
/// <param name="Date">The day of the payments in the books; null for the execution date.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("payment_file.confirm", "Confirmed a payment file")]
public sealed record ConfirmPaymentFile(PaymentFileId Id, DateOnly? Date = null) : ICommand<ConfirmedPaymentFile>;

/// <param name="Id">The file.</param>
/// <param name="Date">The day of the payments.</param>
/// <param name="Total">What was paid.</param>
public sealed record ConfirmedPaymentFile(PaymentFileId Id, DateOnly Date, Money Total);

internal sealed class ConfirmPaymentFileValidator : AbstractValidator<ConfirmPaymentFile>
{
    public ConfirmPaymentFileValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class ConfirmPaymentFileHandler(
    PaymentFileDesk desk, IRepository<Bill> bills, IBills books, VendorPaymentBooking booking, MoneyAccounts moneyAccounts, IExchangeRates rates,
    IPostingAccounts postingAccounts, AmountLimits limits, TimeProvider clock) : IHandler<ConfirmPaymentFile, ConfirmedPaymentFile>
{
    public async Task<Result<ConfirmedPaymentFile>> Handle(ConfirmPaymentFile command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } file)
            return Error.NotFound("payment file");

        var date = command.Date ?? file.ExecutionDate;
        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(file.Total, date), cancellationToken);
        file.Confirm(date, clock.GetUtcNow());
        var items = await desk.ListAsync(file.Id, cancellationToken);
        await books.HoldAsync([.. items.Select(item => item.BillId)], cancellationToken);
        var account = await moneyAccounts.FindAsync(file.BankAccountId, null, file.Total.Currency, PurchasesErrors.AccountNotForMoney, cancellationToken);
        var basis = new PaymentBasis(
            date, account, await rates.FindAsync(file.Total.Currency, date, cancellationToken), await postingAccounts.ReadAsync(cancellationToken));
        foreach (var item in items)
        {
            var bill = (await bills.FindAsync(item.BillId, cancellationToken))!;
            if (bill.Status != BillStatus.Approved || bill.OpenMinor < item.AmountMinor)
                return PurchasesErrors.PaidMeanwhile(bill.Number);

            item.Pay((await booking.BookAsync([(bill, item.Amount.Amount)], item.Amount, basis, item.EndToEndId, null, cancellationToken)).Id);
        }

        return new ConfirmedPaymentFile(file.Id, date, file.Total);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>
/// Says which bills of one vendor a bank line pays: it is posted as a payment, and taken back as one. What is more than they take is with
/// the vendor.
/// </summary>
/// <param name="Id">A line that took money and that nobody has dealt with; whoever asks may categorize lines of its account.</param>
/// <param name="Bills">They are paid in this order.</param>
/// <param name="Fee">What of the line the bank took for itself; null for nothing.</param>
[RequirePermission(Permissions.VendorPayments.Record)]
[Audited("bank_transaction.match_bills", "Matched a bank line with bills")]
public sealed record MatchBankTransactionToBills(BankTransactionId Id, IReadOnlyList<BillShare> Bills, FeeDraft? Fee = null) : ICommand<BillsPaidByLine>, IConcerns
{
    // Which account it is for is known when it is found.
    Resource? IConcerns.Concerned => null;
}

/// <param name="Id">The line.</param>
/// <param name="EntryId">Its entry in the books.</param>
/// <param name="VendorPaymentId">The payment that it is.</param>
/// <param name="Unallocated">What is with the vendor.</param>
public sealed record BillsPaidByLine(BankTransactionId Id, JournalEntryId EntryId, VendorPaymentId VendorPaymentId, Money Unallocated);

internal sealed class MatchBankTransactionToBillsValidator : AbstractValidator<MatchBankTransactionToBills>
{
    public MatchBankTransactionToBillsValidator()
    {
        RuleFor(line => line.Bills).MustBeSharesOfBills("A line");
        RuleForEach(line => line.Bills).Must(share => share is { Amount: null or > 0 }).WithMessage("An amount is above zero.");
        RuleFor(line => line.Fee).Must(fee => fee is null or { Amount: > 0 }).WithMessage("A fee is above zero.");
    }
}

internal sealed class MatchBankTransactionToBillsHandler(
    LineSettling lines, BillsToPay toPay, IRepository<VendorPayment> payments, BillSettlement settlement, AmountLimits limits, IMultiTenantContextAccessor tenant, IAuditNotes notes)
    : IHandler<MatchBankTransactionToBills, BillsPaidByLine>
{
    public async Task<Result<BillsPaidByLine>> Handle(MatchBankTransactionToBills command, CancellationToken cancellationToken)
    {
        if (await lines.FindAsync(command.Id, PaymentWay.Out, BankingErrors.NoPayout, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");

        var paid = await toPay.HoldAsync(command.Bills, cancellationToken);
        if (paid[0].Document.Currency != line.Amount.Currency)
            return BankingErrors.OtherCurrency;

        await limits.RequireAsync(Permissions.VendorPayments.Record, new Moved(line.Amount, line.Date), cancellationToken);
        var (payment, entry) = await lines.BookAsync(
            line, PaymentWay.Out, paid, command.Fee,
            money => payments.Added(VendorPayment.Make(tenant.OrganizationId, paid[0].Document.VendorId, line.Date, money.Amount, money.InBase, money.Account, money.Reference)),
            (bill, made, share) => settlement.AllocateAsync(bill, made, share, cancellationToken), cancellationToken);
        line.Pay(entry, payment.Id);
        notes.Tell("vendorPaymentId", payment.Id.ToString());
        return new BillsPaidByLine(line.Id, entry.Id, payment.Id, payment.Unallocated);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>
/// Makes a file of SEPA credit transfers that pays bills, to be given to the bank. Nobody prepares the payment of what they approved, unless nobody else in the
/// organization may prepare files.
/// </summary>
/// <param name="BankAccountId">From which is paid: in euro, with an IBAN.</param>
/// <param name="Bills">Approved ones in euro of vendors with an IBAN; all that is open of each is paid.</param>
/// <param name="ExecutionDate">When the bank is to do it, from today in the organization's time zone up to a year later; null for today.</param>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
[Audited("payment_file.prepare", "Prepared a payment file")]
public sealed record PreparePaymentFile(BankAccountId BankAccountId, IReadOnlyList<BillId> Bills, DateOnly? ExecutionDate = null) : ICommand<PreparedPaymentFile>;

/// <param name="Id">The file.</param>
/// <param name="Total">Of all transfers.</param>
/// <param name="Transfers">How many.</param>
public sealed record PreparedPaymentFile(PaymentFileId Id, Money Total, int Transfers);

internal sealed class PreparePaymentFileValidator : AbstractValidator<PreparePaymentFile>
{
    public PreparePaymentFileValidator() => RuleFor(file => file.Bills)
        .NotEmpty().WithMessage("Choose a bill.")
        .Must(bills => bills.Count <= PaymentFile.MostBills).WithMessage($"A file pays at most {PaymentFile.MostBills} bills.")
        .Must(bills => bills.Distinct().Count() == bills.Count).WithMessage("Name each bill once.");
}

internal sealed class PreparePaymentFileHandler(
    PaymentFileOrders orders, PaymentFileDesk desk, IRepository<BankAccount> accounts, IRepository<PaymentFile> files, IRepository<PaymentFileBill> items, BillApprovers others,
    DocumentReferences references, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<PreparePaymentFile, PreparedPaymentFile>
{
    private const int DaysAhead = 366;

    public async Task<Result<PreparedPaymentFile>> Handle(PreparePaymentFile command, CancellationToken cancellationToken)
    {
        if (principal.Current.UserId is not { } by)
            return PurchasesErrors.NeedsPerson;

        var today = await references.TodayAsync(cancellationToken);
        var day = command.ExecutionDate ?? today;
        if (day < today || day > today.AddDays(DaysAhead))
            return Error.Validation("executionDate", "Choose today or a day within a year.");

        var payer = orders.Payer(desk.MaySee(command.BankAccountId) ? await accounts.FindAsync(command.BankAccountId, cancellationToken) : null);
        var bills = await orders.HoldAsync(command.Bills, cancellationToken);
        await others.RequireOtherDutyAsync(bills, by, Permissions.PaymentFiles.Prepare, null, cancellationToken);
        (Bill Bill, PaymentFileBillId Id)[] paid = [.. bills.Select(bill => (bill, EntityId.New<PaymentFileBillId>()))];
        var transfers = await orders.TransfersAsync(paid, cancellationToken);
        var now = clock.GetUtcNow();
        var file = PaymentFile.Prepare(
            tenant.OrganizationId, command.BankAccountId, day, by, now, message => new CreditTransfers(message, now, day, payer, transfers));
        files.Add(file);
        foreach (var (place, one) in paid.Index())
            items.Add(PaymentFileBill.Of(file, one.Id, place + 1, one.Bill));
        return new PreparedPaymentFile(file.Id, file.Total, file.Transfers);
    }
}

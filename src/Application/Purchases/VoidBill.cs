using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Takes a bill back before anything of it was paid: its entry, where it has one, is reversed.</summary>
/// <param name="Id">A bill that waits or is approved.</param>
/// <param name="Date">The day of the reversal, not before that of its entry; null for that day.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.Bills.Void)]
[Audited("bill.void", "Voided a bill")]
public sealed record VoidBill(BillId Id, DateOnly? Date = null, string? Reason = null) : ICommand<Done>;

internal sealed class VoidBillValidator : AbstractValidator<VoidBill>
{
    public VoidBillValidator() => RuleFor(request => request.Date)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class VoidBillHandler(IRepository<Bill> bills, IBills books, ILedger ledger) : IHandler<VoidBill, Done>
{
    public async Task<Result<Done>> Handle(VoidBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        bill.Void(command.Reason);
        if (await ledger.FindAsync(BillPostings.DocumentOf(bill), cancellationToken) is { } entry)
            await ledger.ReverseAsync(entry, command.Date ?? entry.Date, $"Bill {bill.Number} is void", cancellationToken);
        return new Done();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Hands a draft in: from now on it waits for somebody else to approve or reject it.</summary>
/// <param name="Id">A draft.</param>
/// <param name="AcceptDuplicate">There is another bill of the vendor with its number, and both are right.</param>
[RequirePermission(Permissions.Bills.Manage)]
[Audited("bill.receive", "Handed in a bill")]
public sealed record ReceiveBill(BillId Id, bool AcceptDuplicate = false) : ICommand<ReceivedBill>;

/// <param name="Id">The bill.</param>
/// <param name="Status">It waits.</param>
/// <param name="Gross">What is to be paid.</param>
/// <param name="Duplicates">Other bills that might be the same one.</param>
public sealed record ReceivedBill(BillId Id, BillStatus Status, Money Gross, IReadOnlyList<BillTwin> Duplicates);

internal sealed class ReceiveBillHandler(IRepository<Bill> bills, IBills books, BillDrafting drafting, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<ReceiveBill, ReceivedBill>
{
    public async Task<Result<ReceivedBill>> Handle(ReceiveBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        var lines = await drafting.TaxedNowAsync(await books.ReadLinesAsync(bill.Id, cancellationToken), cancellationToken);
        var totals = DocumentTotals.Of(bill.Currency, [.. lines.Select(line => line.Line)]);
        var twins = await books.FindTwinsAsync(bill.Id, cancellationToken);
        var hasNumber = twins.Any(twin => twin.HasSameNumber && twin.Status is (BillStatus.Received or BillStatus.Approved));
        if (hasNumber && !command.AcceptDuplicate)
            return PurchasesErrors.Duplicate;

        bill.Receive(totals, hasNumber, principal.Current.UserId, clock.GetUtcNow());
        await books.WriteLinesAsync(bill, lines, cancellationToken);
        return new ReceivedBill(bill.Id, bill.Status, bill.Gross, twins);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Approves a bill and posts it. Nobody approves what they entered or handed in, unless there is nobody else in the organization.</summary>
/// <param name="Id">A bill that waits.</param>
[RequirePermission(Permissions.Bills.Approve)]
[Audited("bill.approve", "Approved a bill")]
public sealed record ApproveBill(BillId Id) : ICommand<DecidedBill>;

/// <param name="Id">The bill.</param>
/// <param name="Status">Approved or rejected.</param>
/// <param name="Open">What is to be paid.</param>
public sealed record DecidedBill(BillId Id, BillStatus Status, Money Open);

internal sealed class ApproveBillHandler(
    IRepository<Bill> bills, IRepository<Vendor> vendors, IBills books, ILedger ledger, IPostingAccounts postingAccounts, IExchangeRates rates,
    ICurrentPrincipal principal, IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<ApproveBill, DecidedBill>
{
    public async Task<Result<DecidedBill>> Handle(ApproveBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");
        if (principal.Current.UserId is not { } by)
            return PurchasesErrors.NeedsPerson;

        var isAlone = await books.HasOneMemberAsync(cancellationToken);
        bill.RequireApprover(by, isAlone);
        var @base = tenant.Tenant!.BaseCurrency;
        var lines = await books.ReadLinesAsync(bill.Id, cancellationToken);
        var totals = DocumentTotals.Of(bill.Currency, [.. lines.Select(line => line.Line)]);
        var rate = await rates.FindAsync(bill.Currency, bill.BillDate, cancellationToken);
        var chosen = await postingAccounts.ReadAsync(cancellationToken);
        var postings = BillPostings.Of(totals, lines, role => chosen[role], rate, @base);
        bill.Approve(by, isAlone, ExchangeRate.Convert(totals.Gross, rate, @base), clock.GetUtcNow());
        if (postings.Count > 0)
        {
            var vendor = await vendors.FindAsync(bill.VendorId, cancellationToken);
            await ledger.PostAsync(JournalEntry.Of(BillPostings.DocumentOf(bill), bill.BillDate, $"Bill {bill.Number}, {vendor!.Name}", postings), cancellationToken);
        }

        return new DecidedBill(bill.Id, bill.Status, bill.Open);
    }
}

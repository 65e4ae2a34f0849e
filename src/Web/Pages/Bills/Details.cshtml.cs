using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Bills;

[RequirePermission(Permissions.Bills.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BillView Bill { get; private set; } = null!;

    /// <summary>What of payments to the vendor and of its credits could be used for it.</summary>
    public IReadOnlyList<OpenVendorCredit> Credits { get; private set; } = [];

    /// <summary>Where money can come from; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    [Sends<ReceiveBill>]
    public Task<IActionResult> OnPostReceiveAsync(bool acceptDuplicate, CancellationToken ct) =>
        DoAsync(new ReceiveBill(new BillId(Id), acceptDuplicate), "It waits for approval.", ct);

    [Sends<ApproveBill>]
    public Task<IActionResult> OnPostApproveAsync(DateOnly? postedOn, CancellationToken ct) => DoAsync(new ApproveBill(new BillId(Id), postedOn), "It is approved.", ct);

    [Sends<RecordVendorPayment>]
    public async Task<IActionResult> OnPostPayAsync(string? amount, string? fee, DateOnly? date, Guid? account, string? reference, CancellationToken ct)
    {
        if (!FormAmount.TryRead(amount, out var paid) || !FormAmount.TryRead(fee, out var kept))
            return await RefuseAsync(Error.Validation("", "Write amounts like 1250.00."), ct);

        return await DoAsync(
            new RecordVendorPayment(
                [new BillShare(new BillId(Id))], paid, date, AccountId: account is { } chosen ? new AccountId(chosen) : null, Reference: reference,
                Fee: kept is { } cost ? new FeeDraft(cost) : null),
            "The payment is recorded.", ct);
    }

    [Sends<UndoVendorPayment>]
    public Task<IActionResult> OnPostUndoAsync(Guid? payment, CancellationToken ct) =>
        DoAsync(new UndoVendorPayment(new VendorPaymentId(payment ?? Guid.Empty)), "The payment is undone.", ct);

    [Sends<UseVendorCredit>]
    public Task<IActionResult> OnPostUseAsync(Guid? payment, Guid? credit, CancellationToken ct) => DoAsync(
        new UseVendorCredit(
            new BillId(Id), payment is { } paid ? new VendorPaymentId(paid) : null, VendorCreditId: credit is { } given ? new VendorCreditId(given) : null),
        "It is used.", ct);

    [Sends<RejectBill>]
    public Task<IActionResult> OnPostRejectAsync(string? reason, CancellationToken ct) => DoAsync(new RejectBill(new BillId(Id), reason), "It is rejected.", ct);

    [Sends<VoidBill>]
    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new VoidBill(new BillId(Id), date, reason), "It is void.", ct);

    [Sends<DeleteBill>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteBill(new BillId(Id)), ct);
        if (deleted.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The bill is deleted.");
        return RedirectToPage("/Bills/Index");
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, string said, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.TakesThePage())
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private Task<IActionResult> ShowAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetBill(new BillId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Bill = found.Value;
        if (Bill.Totals.Open.Minor > 0)
        {
            Credits = (await reads.Send(new GetOpenVendorCredits(new BillId(Id)), ct)).Match(credits => credits, _ => []);
            MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        }

        return Page();
    }, ct);
}

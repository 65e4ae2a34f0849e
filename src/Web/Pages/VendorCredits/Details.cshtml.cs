using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
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

namespace Financbase.Web.Pages.VendorCredits;

[RequirePermission(Permissions.Bills.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    private const int MostBills = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public VendorCreditView Credit { get; private set; } = null!;

    /// <summary>For which it could be used, those that are due first.</summary>
    public IReadOnlyList<BillSummary> Bills { get; private set; } = [];

    /// <summary>Where money can come to; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    [Sends<PostVendorCredit>]
    public Task<IActionResult> OnPostPostAsync(DateOnly? postedOn, CancellationToken ct) =>
        DoAsync(new PostVendorCredit(new VendorCreditId(Id), postedOn), "It is posted.", ct);

    [Sends<UseVendorCredit>]
    public Task<IActionResult> OnPostUseAsync(Guid bill, CancellationToken ct) =>
        DoAsync(new UseVendorCredit(new BillId(bill), VendorCreditId: new VendorCreditId(Id)), "It is used.", ct);

    [Sends<UnapplyVendorCredit>]
    public Task<IActionResult> OnPostUnapplyAsync(Guid use, CancellationToken ct) =>
        DoAsync(new UnapplyVendorCredit(new VendorCreditId(Id), use), "It is taken back.", ct);

    [Sends<VoidVendorCredit>]
    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new VoidVendorCredit(new VendorCreditId(Id), date, reason), "It is void.", ct);

    [Sends<RefundVendorCredit>]
    public async Task<IActionResult> OnPostRefundAsync(string? amount, DateOnly? date, Guid? account, string? reference, CancellationToken ct) =>
        FormAmount.TryRead(amount, out var paid)
            ? await DoAsync(
                new RefundVendorCredit(new VendorCreditId(Id), paid, date, AccountId: account is { } chosen ? new AccountId(chosen) : null, Reference: reference), "The refund is recorded.", ct)
            : await RefuseAsync(Error.Validation("", "Write amounts like 1250.00."), ct);

    [Sends<DeleteVendorCredit>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteVendorCredit(new VendorCreditId(Id)), ct);
        if (deleted.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The draft is deleted.");
        return RedirectToPage("/VendorCredits/Index");
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
        var found = await reads.Send(new GetVendorCredit(new VendorCreditId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Credit = found.Value;
        if (Credit.Totals.Open.Minor > 0)
        {
            var open = await reads.Send(new ListBills(new(Vendor: Credit.VendorId, IsOpen: true), new PageRequest(PageRequest.MaxLimit, Sort: "dueDate")), ct);
            Bills = open.Match(page => [.. page.Items.Where(bill => bill.Totals.Open.Currency == Credit.Totals.Open.Currency).Take(MostBills)], _ => (IReadOnlyList<BillSummary>)[]);
            MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        }

        return Page();
    }, ct);
}

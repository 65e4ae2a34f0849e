using Financbase.Application.Access;
using Financbase.Application.Documents;
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
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Bills;

/// <summary>One payment for several bills of a vendor.</summary>
[RequirePermission(Permissions.VendorPayments.Record)]
public sealed class PayModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Vendor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    [BindProperty]
    public PaymentInput Input { get; set; } = new();

    /// <summary>Of which something is open, those that are due first.</summary>
    public IReadOnlyList<BillSummary> Open { get; private set; } = [];

    public string? NextCursor { get; private set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text);

    /// <summary>Where money can come from; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await OfferAsync(ct) is { } error)
            return this.Refused(error);

        Input = new() { Date = Days.Today(clock, Appearance.Of(Request).Zone), Bills = [.. Open.Select(bill => new PaidBillInput { Id = bill.Id.Value })] };
        return Page();
    }

    [Sends<RecordVendorPayment>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await OfferAsync(ct) is { } missing)
            return this.Refused(missing);

        var shares = new List<BillShare>();
        foreach (var row in Input.Bills.Where(row => row.IsChosen))
        {
            if (!FormAmount.TryRead(row.Amount, out var amount))
                return this.Invalid(Error.Validation("", "Write amounts like 1250.00."));
            shares.Add(new BillShare(new BillId(row.Id), amount));
        }

        if (!FormAmount.TryRead(Input.Fee, out var fee))
            return this.Invalid(Error.Validation("", "Write the fee like 1.50."));

        var paid = await sender.Send(
            new RecordVendorPayment(
                shares, null, Input.Date, AccountId: Input.Account is { } account ? new AccountId(account) : null, Reference: Input.Reference,
                Fee: fee is { } cost ? new FeeDraft(cost) : null), ct);
        if (paid.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{paid.Value.Amount} is paid.");
        return RedirectToPage("/Bills/Index", new { vendor = Vendor });
    }

    public BillSummary? Find(Guid id) => Open.FirstOrDefault(bill => bill.Id.Value == id);

    private Task<Error?> OfferAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new ListBills(new(Text, Vendor: new VendorId(Vendor), IsOpen: true), new PageRequest(PageRequest.MaxLimit, Cursor, "dueDate")), ct);
        if (found.Error is { } error)
            return error;

        (Open, NextCursor) = (found.Value.Items, found.Value.NextCursor);
        MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        return (Error?)null;
    }, ct);
}

public sealed record PaymentInput
{
    public DateOnly? Date { get; init; }

    public Guid? Account { get; init; }

    public string? Reference { get; init; }

    public string? Fee { get; init; }

    public List<PaidBillInput> Bills { get; init; } = [];
}

public sealed record PaidBillInput
{
    public Guid Id { get; init; }

    public bool IsChosen { get; init; }

    /// <summary>Without it, all that is open.</summary>
    public string? Amount { get; init; }
}

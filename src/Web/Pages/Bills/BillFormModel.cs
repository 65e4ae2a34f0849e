using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Bills;

/// <summary>What drafting and changing an bill have in common. What is offered are the first ones; others are typed.</summary>
public abstract class BillFormModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    protected const int FirstLines = 3;
    private const int MoreLines = 5;

    /// <summary>Longer documents are written by programs.</summary>
    public const int MostLines = 200;

    [BindProperty]
    public BillInput Input { get; set; } = new();

    public IReadOnlyList<TaxRateView> Rates { get; private set; } = [];

    /// <summary>Where costs can go; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<VendorView> Vendors { get; private set; } = [];

    protected ISender Sender { get; } = sender;

    protected Currency Base => tenant.Tenant!.BaseCurrency;

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        Input = Input with { Lines = [.. Input.Lines, .. Blank(Math.Min(MoreLines, MostLines - Input.Lines.Count))] };
        ModelState.Clear();
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        await OfferAsync(ct);
        return Page();
    }

    /// <summary>What the page itself has to know before it is drawn.</summary>
    protected virtual Task<IActionResult?> PrepareAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    protected Task OfferAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var first = new PageRequest(PageRequest.MaxLimit);
        Rates = (await reads.Send(new ListTaxRates(new(IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
        Accounts =
        [
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Expense, IsArchived: false), first), ct)).Match(page => page.Items, _ => []),
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Asset, IsArchived: false), first), ct)).Match(page => page.Items, _ => []),
        ];
        Vendors = (await reads.Send(new ListVendors(new(IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
        return true;
    }, ct);

    /// <summary>What is typed as a draft; lines that are empty are none.</summary>
    protected async Task<Result<BillDraft>> DraftAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        var vendor = await Choices.FindAsync(Sender, Choices.Vendor, Input.Vendor, "vendor", ct);
        if (vendor.Error is { } nobody)
            return nobody;

        Input = Input with { Lines = [.. Input.Lines.Where(line => !line.IsEmpty)] };
        var drafts = Input.Lines.Select(line => line.ToDraft()).ToList();
        if (drafts.Contains(null))
            return Error.Validation("", "Write quantities and prices like 1250.00.");

        return new BillDraft(
            new VendorId(vendor.Value), Input.Number ?? "", [.. drafts.OfType<BillLineDraft>()], Input.BillDate, Input.DueDate, Input.Currency, Input.Note);
    }

    protected IActionResult Again(Error error)
    {
        Input = Input with { Lines = [.. Input.Lines, .. Blank(Math.Max(FirstLines - Input.Lines.Count, 1))] };
        return this.Invalid(error);
    }

    protected static List<BillLineInput> Blank(int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(_ => new BillLineInput())];
}

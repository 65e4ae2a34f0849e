using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Web.Pages.Access;
using Financbase.Web.Pages.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Bills;

/// <summary>What drafting and changing a bill have in common.</summary>
public abstract class BillFormModel(ISender sender, IMultiTenantContextAccessor tenant) : DocumentFormModel<BillInput, BillLineInput>(sender, tenant)
{
    /// <summary>Nobody has to pay a credit: it has no last day.</summary>
    public virtual bool IsCredit => false;

    /// <summary>Where costs can go; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<VendorView> Vendors { get; private set; } = [];

    protected async Task<IActionResult> BeginAsync(string? vendor, DateOnly today, CancellationToken ct)
    {
        Input = new() { Vendor = vendor, BillDate = today, Currency = Base.Code, Lines = Blank(FirstLines) };
        await OfferAsync(ct);
        return Page();
    }

    protected override async Task OfferAsync(ISender reads, CancellationToken ct)
    {
        Accounts =
        [
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Expense, IsArchived: false), First), ct)).Match(page => page.Items, _ => []),
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Asset, IsArchived: false), First), ct)).Match(page => page.Items, _ => []),
        ];
        Vendors = (await reads.Send(new ListVendors(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
    }

    /// <summary>What is typed as a draft; lines that are empty are none.</summary>
    protected async Task<Result<BillDraft>> DraftAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        var vendor = await Choices.FindAsync(Sender, Choices.Vendor, Input.Vendor, "vendor", ct);
        if (vendor.Error is { } nobody)
            return nobody;

        var lines = ReadLines(line => line.ToDraft());
        return lines.Error is { } unread
            ? unread
            : new BillDraft(new VendorId(vendor.Value), Input.Number ?? "", lines.Value, Input.BillDate, Input.DueDate, Input.Currency, Input.Note);
    }
}

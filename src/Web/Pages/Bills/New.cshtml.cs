using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Bills;

[RequirePermission(Permissions.Bills.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : BillFormModel(sender, tenant)
{
    public Task<IActionResult> OnGetAsync(string? vendor, CancellationToken ct) => BeginAsync(vendor, Days.Today(clock, Appearance.Of(Request).Zone), ct);

    [Sends<CreateBill>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new CreateBill(draft.Value), ct), "The draft is saved.", "/Bills/Details", bill => bill.Id.Value);
    }
}

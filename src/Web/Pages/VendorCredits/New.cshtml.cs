using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.VendorCredits;

[RequirePermission(Permissions.VendorCredits.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : VendorCreditFormModel(sender, tenant)
{
    public Task<IActionResult> OnGetAsync(string? vendor, CancellationToken ct) => BeginAsync(vendor, Days.Today(clock, Appearance.Of(Request).Zone), ct);

    [Sends<CreateVendorCredit>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await CreditAsync(ct);
        return After(
            draft.Error is { } unread ? unread : await Sender.Send(new CreateVendorCredit(draft.Value), ct), "The draft is saved.", "/VendorCredits/Details", credit => credit.Id.Value);
    }
}

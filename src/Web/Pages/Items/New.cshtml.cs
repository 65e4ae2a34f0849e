using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Items;

[RequirePermission(Permissions.Items.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant) : ItemFormModel(sender, tenant)
{
    public async Task OnGetAsync(CancellationToken ct) => Offer(await Sender.ReadAsync(reads => ChoicesAsync(reads, ct), ct));

    [Sends<CreateItem>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var terms = Terms();
        var created = terms.Error is { } unread ? unread : await Sender.Send(new CreateItem(terms.Value), ct);
        if (created.Error is { } error)
        {
            Offer(await Sender.ReadAsync(reads => ChoicesAsync(reads, ct), ct));
            return this.Invalid(error);
        }

        this.Toast($"{created.Value.Name} is added.");
        return RedirectToPage("/Items/Index");
    }
}

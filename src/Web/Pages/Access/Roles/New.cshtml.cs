using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Access.Roles;

[RequirePermission(Permissions.Roles.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant) : RoleFormModel(sender, tenant)
{
    public Task OnGetAsync(CancellationToken ct) => LoadAccountsAsync(ct);

    [Sends<CreateRole>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await TakeMoreAsync(ct))
            return await ShowAsync(ct);
        var created = await Sender.Send(new CreateRole(Input.Terms(Base)), ct);
        if (created.Error is { } error)
        {
            await LoadAccountsAsync(ct);
            return this.Invalid(error);
        }

        this.Toast($"The role “{created.Value.Title}” is there. Give it to members on their page.");
        return RedirectToPage("/Access/Roles/Index");
    }

    /// <summary>Takes one more account into the form and shows it again.</summary>
    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        await TakeMoreAsync(ct);
        return await ShowAsync(ct);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Access.Roles;

/// <summary>A role: what it allows, and, for one of the organization's own, the form to change it.</summary>
[RequirePermission(Permissions.Roles.Read)]
public sealed class DetailsModel(ISender sender, IMultiTenantContextAccessor tenant) : RoleFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public RoleView Role { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        Input = RoleInput.Of(Role);
        return await ShowAsync(ct);
    }

    [Sends<ChangeRole>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        if (!await TakeMoreAsync(ct))
            return await ShowAsync(ct);
        var saved = await Sender.Send(new ChangeRole(Key, Input.Terms(Base, Role)), ct);
        if (saved.Error is { } error)
        {
            await LoadAccountsAsync(ct);
            return this.Invalid(error);
        }

        this.Toast("Saved. It holds for every member with this role from their next click on.");
        return RedirectToPage("/Access/Roles/Index");
    }

    /// <summary>Takes one more account into the form and shows it again; nothing is saved.</summary>
    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        await TakeMoreAsync(ct);
        return await ShowAsync(ct);
    }

    [Sends<DeleteRole>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var (text, tone) = (await Sender.Send(new DeleteRole(Key), ct)).Match(
            _ => ("The role is deleted.", Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage("/Access/Roles/Index");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetRole(Key), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Role = found.Value;
        return null;
    }
}

using Financbase.Application.Access;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Organizations;

[RequirePermission(Permissions.Organization.Read)]
public sealed class ProfileModel(ISender sender) : PageModel
{
    /// <summary>What the field suggests; it takes any other IANA name as well.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id).Order(StringComparer.Ordinal)];

    [BindProperty]
    public ProfileInput Input { get; set; } = new();

    public OrganizationProfile Profile { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        Input = new()
        {
            Name = Profile.Name,
            Slug = Profile.Slug,
            TimeZone = Profile.TimeZone,
            FiscalYearStartMonth = Profile.FiscalYearStartMonth,
        };
        return Page();
    }

    [Sends<ChangeOrganization>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var slug = (Input.Slug ?? "").Trim();
        var saved = await sender.Send(
            new ChangeOrganization(Input.Name ?? "", slug, (Input.TimeZone ?? "").Trim(), Input.FiscalYearStartMonth), ct);
        if (saved.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast("Saved.");
        return LocalRedirect($"/o/{slug}/settings/organization");
    }

    [Sends<LeaveOrganization>]
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct)
    {
        var left = await sender.Send(new LeaveOrganization(), ct);
        if (left.IsSuccess)
            return LocalRedirect("/");

        this.Toast(left.Error.Message, Tone.Bad);
        return RedirectToPage();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetOrganization(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Profile = found.Value;
        return null;
    }
}

public sealed record ProfileInput
{
    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string? TimeZone { get; init; }

    public int FiscalYearStartMonth { get; init; }
}

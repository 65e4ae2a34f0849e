using Financbase.Application.Access;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Financbase.Web.Pages.Personal;

[AnyUser]
public sealed class NewOrganizationModel(ISender sender) : PageModel
{
    [BindProperty]
    public NewOrganizationInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Currencies { get; } =
        [.. Currency.Codes.Order(StringComparer.Ordinal).Select(code => new SelectListItem(code, code))];

    public void OnGet() => Input = new() { Currency = "EUR" };

    [Sends<StartOrganization>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var founded = await sender.Send(
            new StartOrganization(Input.Name ?? "", (Input.Slug ?? "").Trim(), Input.Currency ?? ""), ct);
        return founded.Error is { } error ? this.Invalid(error) : LocalRedirect($"/o/{founded.Value.Identifier}/");
    }
}

public sealed record NewOrganizationInput
{
    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string? Currency { get; init; }
}

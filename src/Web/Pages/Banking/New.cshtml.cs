using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Financbase.Web.Pages.Banking;

[RequirePermission(Permissions.Banking.Manage)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    [BindProperty]
    public NewBankAccountInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Currencies { get; } =
        [.. Currency.Codes.Order(StringComparer.Ordinal).Select(code => new SelectListItem(code, code))];

    public void OnGet() => Input = new() { Currency = tenant.Tenant!.BaseCurrency.Code };

    [Sends<CreateBankAccount>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await sender.Send(
            new CreateBankAccount(Input.Name ?? "", Input.Currency ?? "", Input.Iban, Input.Number), ct);
        if (created.Error is { } error)
        {
            return this.Invalid(error);
        }

        this.Toast($"{created.Value.Name} is added. Import its first statement.");
        return RedirectToPage("/Banking/Details", new { id = created.Value.Id.Value });
    }
}

public sealed record NewBankAccountInput
{
    public string? Name { get; init; }

    public string? Currency { get; init; }

    public string? Iban { get; init; }

    public string? Number { get; init; }
}

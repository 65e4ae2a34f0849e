using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.TaxRates;

[RequirePermission(Permissions.TaxRates.Manage)]
public sealed class NewModel(ISender sender) : TaxRateFormModel(sender)
{
    public void OnGet() => Input = new() { Parts = [new(), new()] };

    [Sends<CreateTaxRate>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var parts = Parts();
        if (parts.Error is { } unread)
            return this.Invalid(unread);

        var created = await Sender.Send(new CreateTaxRate(Input.Name ?? "", parts.Value, Input.Category, Input.IsInclusive), ct);
        return created.Error is { } error ? this.Invalid(error) : Done($"{created.Value.Name} is added.");
    }
}

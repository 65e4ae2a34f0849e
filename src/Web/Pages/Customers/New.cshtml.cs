using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Customers;

[RequirePermission(Permissions.Customers.Manage)]
public sealed class NewModel(ISender sender) : CustomerFormModel(sender)
{
    public void OnGet() => Input = new();

    [Sends<CreateCustomer>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await Sender.Send(new CreateCustomer(Input.ToTerms()), ct);
        if (created.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{created.Value.Name} is added.");
        return RedirectToPage("/Customers/Details", new { id = created.Value.Id.Value });
    }
}

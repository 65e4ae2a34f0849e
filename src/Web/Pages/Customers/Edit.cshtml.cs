using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Customers;

[RequirePermission(Permissions.Customers.Manage)]
public sealed class EditModel(ISender sender) : CustomerFormModel(sender)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CustomerView Customer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = CustomerInput.Of(Customer);
        return Page();
    }

    [Sends<UpdateCustomer>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var saved = await Sender.Send(new UpdateCustomer(new CustomerId(Id), Input.ToTerms(), Input.IsArchived), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast("The customer is saved.");
        return RedirectToPage("/Customers/Details", new { id = Id });
    }

    [Sends<DeleteCustomer>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var removed = await Sender.Send(new DeleteCustomer(new CustomerId(Id)), ct);
        if (removed.Error is { } error)
            return this.Refused(error);

        this.Toast(removed.Value.IsArchived ? "The customer has documents, so it is archived." : "The customer is deleted.");
        return RedirectToPage("/Customers/Index");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetCustomer(new CustomerId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Customer = found.Value;
        return null;
    }
}

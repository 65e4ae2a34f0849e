using Financbase.Application.Pipeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Customers;

/// <summary>What adding and changing a customer have in common.</summary>
public abstract class CustomerFormModel(ISender sender) : PageModel
{
    [BindProperty]
    public CustomerInput Input { get; set; } = new();

    protected ISender Sender { get; } = sender;
}

using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Pages.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Projects;

/// <summary>What beginning and changing a project have in common. Customers are suggested to whoever may see them.</summary>
public abstract class ProjectFormModel(ISender sender) : PageModel
{
    [BindProperty]
    public ProjectInput Input { get; set; } = new();

    public IReadOnlyList<Suggestion> Customers { get; private set; } = [];

    protected ISender Sender { get; } = sender;

    protected async Task OfferAsync(CancellationToken ct) => Customers = await Choices.OfAsync(Sender, Choices.Customer, null, ct);

    protected async Task<Result<ProjectTerms>> TermsAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Input.Customer))
            return new ProjectTerms(Input.Code ?? "", Input.Name ?? "");

        var customer = await Choices.FindAsync(Sender, Choices.Customer, Input.Customer, "customer", ct);
        return customer.Error is { } nobody ? nobody : new ProjectTerms(Input.Code ?? "", Input.Name ?? "", new CustomerId(customer.Value));
    }
}

public sealed record ProjectInput
{
    public string? Code { get; init; }

    public string? Name { get; init; }

    /// <summary>By name, or with the id in brackets behind it.</summary>
    public string? Customer { get; init; }

    public bool IsArchived { get; init; }

    public static ProjectInput Of(ProjectDetails project) => new()
    {
        Code = project.Code,
        Name = project.Name,
        Customer = project.CustomerId is { } customer ? $"{project.Customer} [{customer}]" : null,
        IsArchived = project.IsArchived,
    };
}

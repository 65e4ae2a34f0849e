using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Pages.Customers;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Sales;

/// <summary>What the organization says of itself on its documents.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed class IssuerModel(ISender sender) : PageModel
{
    [BindProperty]
    public IssuerInput Input { get; set; } = new();

    public IssuedBy Issuer { get; private set; } = null!;

    public string Place => string.Join(", ", new[] { Issuer.Address.Street, $"{Issuer.Address.PostalCode} {Issuer.Address.City}".Trim(), Issuer.Address.Country }
        .Where(part => !string.IsNullOrEmpty(part)));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        Input = IssuerInput.Of(Issuer);
        return Page();
    }

    [Sends<DescribeIssuer>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saved = await sender.Send(new DescribeIssuer(Input.ToTerms()), ct);
        if (saved.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast("Saved.");
        return RedirectToPage();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetIssuer(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Issuer = found.Value;
        return null;
    }
}

public sealed record IssuerInput
{
    public AddressInput Address { get; init; } = new();

    public string? TaxId { get; init; }

    public string? Iban { get; init; }

    public string? Bic { get; init; }

    public static IssuerInput Of(IssuedBy issuer) => new()
    {
        Address = new()
        {
            Street = issuer.Address.Street,
            PostalCode = issuer.Address.PostalCode,
            City = issuer.Address.City,
            Country = issuer.Address.Country,
        },
        TaxId = issuer.TaxId,
        Iban = issuer.Iban is { } iban ? Domain.Banking.Iban.Of(iban).ToGroups() : null,
        Bic = issuer.Bic,
    };

    public IssuerTerms ToTerms() => new(new PostalAddress(Address.Street, Address.PostalCode, Address.City, Address.Country), TaxId, Iban, Bic);
}

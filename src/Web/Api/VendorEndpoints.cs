using Financbase.Application.Purchases;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/vendors</c>.</summary>
internal static class VendorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var vendors = api.MapGroup("/vendors");
        vendors.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListVendors(new(QueryWord.Text(http), Offers.Archived(http)), page.Value), ct)).Sends<ListVendors>().Takes(QueryWords.Search, Offers.Word);
        vendors.MapPost("/", (Body<VendorBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateVendor(body.Value.ToTerms()), vendor => ApiAnswer.Created($"/api/vendors/{vendor.Id}", vendor), ct)).Sends<CreateVendor>()
            .Answers(StatusCodes.Status201Created)
            .Example("""
                {"name":"Harbour Chandlery","email":"accounts@chandlery.example","paymentDays":14,"taxId":"DE123456789","iban":"DE89370400440532013000",
                 "bic":"COBADEFFXXX","address":{"street":"Am Kai 7","postalCode":"20457","city":"Hamburg","country":"DE"}}
                """);
        vendors.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetVendor(new(id)), ct)).Sends<GetVendor>();
        vendors.MapPut("/{id:guid}", (Guid id, Body<ChangedVendorBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateVendor(new(id), body.Value.ToTerms(), body.Value.IsArchived), ct)).Sends<UpdateVendor>()
            .Example("""{"name":"Harbour Chandlery Ltd","email":"office@chandlery.example"}""");
        vendors.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteVendor(new(id)), ct)).Sends<DeleteVendor>();
    }
}

/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where questions about bills go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on bills, e.g. a VAT number.</param>
/// <param name="PaymentDays">A bill is due so many days after its day, 0 to 365; without it, 30.</param>
/// <param name="Iban">The account that is paid to.</param>
/// <param name="Bic">Of that account's bank, 8 or 11 characters.</param>
/// <param name="AccountId">Where lines of its bills go that name no account: an expense or asset account; without it, where purchases usually go.</param>
public record VendorBody(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null,
    string? Iban = null, string? Bic = null, Guid? AccountId = null)
{
    internal VendorTerms ToTerms() => new(
        Name, Email, Phone, Address, TaxId, Iban, Bic, PaymentDays, AccountId is { } account ? new AccountId(account) : null);
}

/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where questions about bills go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on bills, e.g. a VAT number.</param>
/// <param name="PaymentDays">A bill is due so many days after its day, 0 to 365; without it, 30.</param>
/// <param name="Iban">The account that is paid to.</param>
/// <param name="Bic">Of that account's bank, 8 or 11 characters.</param>
/// <param name="AccountId">Where lines of its bills go that name no account: an expense or asset account; without it, where purchases usually go.</param>
/// <param name="IsArchived">With <c>true</c> it is not offered for new documents any more.</param>
public sealed record ChangedVendorBody(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null,
    string? Iban = null, string? Bic = null, Guid? AccountId = null, bool IsArchived = false)
    : VendorBody(Name, Email, Phone, Address, TaxId, PaymentDays, Iban, Bic, AccountId);

using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/customers</c>.</summary>
internal static class CustomerEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers");
        customers.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListCustomers(new(QueryWord.Text(http), Offers.Archived(http)), page.Value), ct)).Sends<ListCustomers>().Takes(QueryWords.Search, Offers.Word);
        customers.MapPost("/", (Body<CustomerBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateCustomer(body.Value.ToTerms()), customer => ApiAnswer.Created($"/api/customers/{customer.Id}", customer), ct)).Sends<CreateCustomer>()
            .Answers(StatusCodes.Status201Created)
            .Example("""
                {"name":"Northwind Shipyard","email":"accounts@northwind.example","paymentDays":14,"taxId":"DE123456789",
                 "address":{"street":"Werftstr. 3","postalCode":"20457","city":"Hamburg","country":"DE"}}
                """);
        customers.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetCustomer(new(id)), ct)).Sends<GetCustomer>();
        customers.MapPut("/{id:guid}", (Guid id, Body<ChangedCustomerBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateCustomer(new(id), body.Value.ToTerms(), body.Value.IsArchived), ct)).Sends<UpdateCustomer>()
            .Example("""{"name":"Northwind Shipyard Ltd","email":"invoices@northwind.example"}""");
        customers.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteCustomer(new(id)), ct)).Sends<DeleteCustomer>();
    }
}

/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where invoices go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on invoices, e.g. a VAT number.</param>
/// <param name="PaymentDays">An invoice is due so many days after it was issued, 0 to 365; without it, 30.</param>
/// <param name="GetsReminders">With <c>false</c> it is not reminded of what is due.</param>
public record CustomerBody(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null,
    bool GetsReminders = true)
{
    internal CustomerTerms ToTerms() => new(Name, Email, Phone, Address, TaxId, PaymentDays, GetsReminders);
}

/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where invoices go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on invoices, e.g. a VAT number.</param>
/// <param name="PaymentDays">An invoice is due so many days after it was issued, 0 to 365; without it, 30.</param>
/// <param name="GetsReminders">With <c>false</c> it is not reminded of what is due.</param>
/// <param name="IsArchived">With <c>true</c> it is not offered for new documents any more.</param>
public sealed record ChangedCustomerBody(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null,
    bool GetsReminders = true, bool IsArchived = false)
    : CustomerBody(Name, Email, Phone, Address, TaxId, PaymentDays, GetsReminders);

using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/items</c>: what is sold.</summary>
internal static class ItemEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var items = api.MapGroup("/items");
        items.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListItems(new(QueryWord.Text(http), Offers.Archived(http)), page.Value), ct)).Sends<ListItems>().Takes(QueryWords.Search, Offers.Word);
        items.MapPost("/", (Body<ItemBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateItem(body.Value.ToTerms()), item => ApiAnswer.Created($"/api/items/{item.Id}", item), ct)).Sends<CreateItem>()
            .Answers(StatusCodes.Status201Created).Refuses(SalesErrors.ItemCodeTaken, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown)
            .Example("""{"name":"Dry dock, per day","unitPrice":"1250.00","code":"DOCK","unit":"day","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}""");
        items.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetItem(new(id)), ct)).Sends<GetItem>();
        items.MapPut("/{id:guid}", (Guid id, Body<ChangedItemBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateItem(new(id), body.Value.ToTerms(), body.Value.IsArchived), ct)).Sends<UpdateItem>()
            .Refuses(SalesErrors.ItemCodeTaken, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown)
            .Example("""{"name":"Dry dock, per started day","unitPrice":"1300.00","code":"DOCK-2","unit":"day"}""");
        items.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteItem(new(id)), ct)).Sends<DeleteItem>();
    }
}

/// <param name="Name">What it is.</param>
/// <param name="UnitPrice">Of one, in the base currency.</param>
/// <param name="Code">By which people look it up.</param>
/// <param name="Description">What documents say of it; without one, its name.</param>
/// <param name="Unit">What one of it is.</param>
/// <param name="TaxRateId">The rate that lines with it begin with.</param>
/// <param name="AccountId">A revenue account; without it, where sales usually go.</param>
public record ItemBody(
    string Name, BodyAmount UnitPrice, string? Code = null, string? Description = null, string? Unit = null, TaxRateId? TaxRateId = null, AccountId? AccountId = null)
{
    internal ItemTerms ToTerms() => new(Name, UnitPrice.Value, Code, Description, Unit, TaxRateId, AccountId);
}

/// <param name="Name">What it is.</param>
/// <param name="UnitPrice">Of one, in the base currency.</param>
/// <param name="Code">By which people look it up.</param>
/// <param name="Description">What documents say of it; without one, its name.</param>
/// <param name="Unit">What one of it is.</param>
/// <param name="TaxRateId">The rate that lines with it begin with.</param>
/// <param name="AccountId">A revenue account; without it, where sales usually go.</param>
/// <param name="IsArchived">With <c>true</c> it is not offered any more.</param>
public sealed record ChangedItemBody(
    string Name, BodyAmount UnitPrice, string? Code = null, string? Description = null, string? Unit = null, TaxRateId? TaxRateId = null, AccountId? AccountId = null,
    bool IsArchived = false)
    : ItemBody(Name, UnitPrice, Code, Description, Unit, TaxRateId, AccountId);

using Financbase.Application.Documents;
using Financbase.Domain.Documents;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/tax-rates</c>.</summary>
internal static class TaxRateEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var rates = api.MapGroup("/tax-rates");
        rates.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListTaxRates(new(QueryWord.Text(http), Offers.Archived(http)), page.Value), ct)).Sends<ListTaxRates>().Takes(QueryWords.Search, Offers.Word);
        rates.MapPost("/", (Body<TaxRateBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateTaxRate(body.Value.Name, body.Value.Taxes(), body.Value.Category, body.Value.IsInclusive),
            rate => ApiAnswer.Created($"/api/tax-rates/{rate.Id}", rate), ct)).Sends<CreateTaxRate>()
            .Answers(StatusCodes.Status201Created).Refuses(DocumentsErrors.TaxRateNameTaken)
            .Example("""{"name":"GST and QST","parts":[{"name":"GST","percent":"5"},{"name":"QST","percent":"9.975"}]}""");
        rates.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetTaxRate(new(id)), ct)).Sends<GetTaxRate>();
        rates.MapPut("/{id:guid}", (Guid id, Body<ChangedTaxRateBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateTaxRate(new(id), body.Value.Name, body.Value.Taxes(), body.Value.Category, body.Value.IsInclusive, body.Value.IsArchived), ct)).Sends<UpdateTaxRate>()
            .Refuses(DocumentsErrors.TaxRateNameTaken)
            .Example("""{"name":"Reduced rate in the price","parts":[{"name":"VAT","percent":"7"}],"isInclusive":true}""");
        rates.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteTaxRate(new(id)), ct)).Sends<DeleteTaxRate>();
    }
}

/// <param name="Name">What people call it.</param>
/// <param name="Parts">One to five taxes, in the order in which they are worked out.</param>
/// <param name="Category">Why it is what it is; only a standard rate has a percentage.</param>
/// <param name="IsInclusive">With <c>true</c> prices contain it.</param>
public record TaxRateBody(string Name, IReadOnlyList<TaxPartBody> Parts, TaxCategory Category = TaxCategory.Standard, bool IsInclusive = false)
{
    internal IReadOnlyList<TaxPart> Taxes() => [.. Parts.Select(part => new TaxPart(part?.Name ?? "", part?.Percent.Value ?? 0, part?.IsCompound ?? false))];
}

/// <param name="Name">What people call it.</param>
/// <param name="Parts">One to five taxes, in the order in which they are worked out.</param>
/// <param name="Category">Why it is what it is; only a standard rate has a percentage.</param>
/// <param name="IsInclusive">With <c>true</c> prices contain it.</param>
/// <param name="IsArchived">With <c>true</c> it is not offered any more.</param>
public sealed record ChangedTaxRateBody(
    string Name, IReadOnlyList<TaxPartBody> Parts, TaxCategory Category = TaxCategory.Standard, bool IsInclusive = false, bool IsArchived = false)
    : TaxRateBody(Name, Parts, Category, IsInclusive);

/// <param name="Name">As documents name it.</param>
/// <param name="Percent">0 to 1,000.</param>
/// <param name="IsCompound">With <c>true</c> it is worked out of the amount together with the taxes before it.</param>
public sealed record TaxPartBody(string Name, BodyAmount Percent, bool IsCompound = false);

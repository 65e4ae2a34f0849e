using Financbase.Application.Organizations;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/organization</c>: the organization that the credential belongs to.</summary>
internal static class OrganizationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organization", (ApiSender sender, CancellationToken ct) => sender.Ok(new GetOrganization(), ct))
            .Sends<GetOrganization>();
        api.MapPut("/organization", (Body<ChangeOrganization> body, ApiSender sender, CancellationToken ct) =>
            sender.Send(body.Value, _ => ApiAnswer.Ok(null), ct)).Sends<ChangeOrganization>()
            .Example("""{"name":"Example Trading","slug":"example-trading","timeZone":"Europe/Berlin","fiscalYearStartMonth":1}""");
        api.MapGet("/organization/issuer", (ApiSender sender, CancellationToken ct) => sender.Ok(new GetIssuer(), ct)).Sends<GetIssuer>();
        api.MapPut("/organization/issuer", (Body<IssuerTerms> body, ApiSender sender, CancellationToken ct) =>
            sender.Send(new DescribeIssuer(body.Value), _ => ApiAnswer.Ok(null), ct)).Sends<DescribeIssuer>()
            .Example("""
                {"address":{"street":"Hafenstr. 12","postalCode":"20457","city":"Hamburg","country":"DE"},
                 "taxId":"DE136695976","iban":"DE89 3704 0044 0532 0130 00","bic":"COBADEFFXXX"}
                """);
    }
}

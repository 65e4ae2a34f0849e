using Financbase.Application.Organizations;
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
    }
}

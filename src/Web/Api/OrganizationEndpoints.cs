using Financbase.Application.Organizations;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Reminders;
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
        api.MapGet("/organization/reminders", (ApiSender sender, CancellationToken ct) => sender.Ok(new GetReminderPolicy(), ct)).Sends<GetReminderPolicy>();
        api.MapPut("/organization/reminders", (Body<ReminderPolicyBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Send(new SaveReminderPolicy(body.Value.IsActive, body.Value.Stages), _ => ApiAnswer.Ok(null), ct)).Sends<SaveReminderPolicy>()
            .Example("""
                {"isActive":false,"stages":[{"days":7,"subject":"Reminder: invoice {{ number }}",
                 "body":"Dear {{ customer }},\n\n{{ open }} of invoice {{ number }} is {{ days }} days overdue."}]}
                """);
    }
}

/// <param name="IsActive">Send them, from today on.</param>
/// <param name="Stages">10 at most, no two on the same day.</param>
public sealed record ReminderPolicyBody(bool IsActive, IReadOnlyList<ReminderStage> Stages);

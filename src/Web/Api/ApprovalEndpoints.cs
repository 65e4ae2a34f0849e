using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/approvals</c>: what workflows ask people to decide.</summary>
internal static class ApprovalEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var approvals = api.MapGroup("/approvals");
        approvals.MapGet("/", (bool? mine, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListApprovals(page.Value, new ApprovalFilter(mine ?? false, QueryWord.Read<ApprovalStatus>(http, "status"), QueryWord.Text(http))), ct))
            .Sends<ListApprovals>().Takes(
                QueryWords.Flag("mine", "With `true` only what is asked of the caller."),
                QueryWords.Word<ApprovalStatus>("status", "Only those in this state."),
                QueryWords.Search);
        approvals.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetApproval(new ApprovalId(id)), ct)).Sends<GetApproval>();
        approvals.MapPost("/{id:guid}/approve", (Guid id, Body<DecisionBody>? body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new DecideApproval(new ApprovalId(id), Approve: true, body?.Value.Comment, body?.Value.Form), ct))
            .Sends<DecideApproval>().WithName("approveApproval").WithSummary("Approve approval")
            .Example("""{"comment":"Agreed with the landlord."}""");
        approvals.MapPost("/{id:guid}/reject", (Guid id, Body<DecisionBody>? body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new DecideApproval(new ApprovalId(id), Approve: false, body?.Value.Comment, body?.Value.Form), ct))
            .Sends<DecideApproval>().WithName("rejectApproval").WithSummary("Reject approval")
            .Example("""{"comment":"It was paid in May already."}""");
        approvals.MapPost("/{id:guid}/delegate", (Guid id, Body<DelegationBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new DelegateApproval(new ApprovalId(id), body.Value.To), ct)).Sends<DelegateApproval>()
            .Example("""{"to":"accountant@company.example"}""");
    }
}

/// <param name="Comment">For whoever reads the run.</param>
/// <param name="Form">Answers to the approval's form, by name.</param>
public sealed record DecisionBody(string? Comment = null, JsonElement? Form = null);

/// <param name="To">A member's e-mail address.</param>
public sealed record DelegationBody(string To);

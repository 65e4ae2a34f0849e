using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/projects</c>: what lines and postings are counted by beside their account.</summary>
internal static class ProjectEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var projects = api.MapGroup("/projects");
        projects.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListProjects(new(QueryWord.Text(http), Offers.Archived(http), customerId is { } customer ? new CustomerId(customer) : null), page.Value), ct)).Sends<ListProjects>()
            .Takes(QueryWords.Search, Offers.Word, QueryWords.Id("customerId", "Only those for this customer."));
        projects.MapPost("/", (Body<ProjectBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateProject(body.Value.ToTerms()), project => ApiAnswer.Created($"/api/projects/{project.Id}", project), ct)).Sends<CreateProject>()
            .Answers(StatusCodes.Status201Created).Refuses(ProjectErrors.CodeTaken, ProjectErrors.CustomerUnknown)
            .Example("""{"code":"PIER-4","name":"Repairs of pier 4","customerId":"0197c4a0-5e00-7000-8000-00000000000d"}""");
        projects.MapGet("/{id:guid}", (Guid id, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Ok(
            new GetProject(new(id), QueryWord.Day(http, "from"), QueryWord.Day(http, "to")), ct)).Sends<GetProject>()
            .Takes(QueryWords.Day("from", "What is posted from this day on counts."), QueryWords.Day("to", "What is posted up to this day counts."));
        projects.MapPut("/{id:guid}", (Guid id, Body<ChangedProjectBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UpdateProject(new(id), body.Value.ToTerms(), body.Value.IsArchived), _ => ApiAnswer.Ok(null), ct)).Sends<UpdateProject>()
            .Refuses(ProjectErrors.CodeTaken, ProjectErrors.CustomerUnknown)
            .Example("""{"code":"PIER-4B","name":"Repairs of pier 4, second part"}""");
    }
}

/// <param name="Code">By which people look it up; 1 to 20 letters, digits, dots and hyphens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">For whom it is, if it is for one.</param>
public record ProjectBody(string Code, string Name, CustomerId? CustomerId = null)
{
    internal ProjectTerms ToTerms() => new(Code, Name, CustomerId);
}

/// <param name="Code">By which people look it up; 1 to 20 letters, digits, dots and hyphens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">For whom it is; without it, for nobody.</param>
/// <param name="IsArchived">With <c>true</c> no new line names it.</param>
public sealed record ChangedProjectBody(string Code, string Name, CustomerId? CustomerId = null, bool IsArchived = false) : ProjectBody(Code, Name, CustomerId);

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>The projects, by code unless told otherwise.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListProjects(ProjectFilter Filter, PageRequest Page) : IQuery<Page<ProjectView>>, ISorted
{
    public static Sorts Sorts { get; } = new("code", "name");
}

internal sealed class ListProjectsHandler(IProjects projects) : IHandler<ListProjects, Page<ProjectView>>
{
    public async Task<Result<Page<ProjectView>>> Handle(ListProjects request, CancellationToken cancellationToken) =>
        await projects.ListAsync(request.Filter, request.Page, cancellationToken);
}

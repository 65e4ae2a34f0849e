using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>One project with its income, its cost and what is left.</summary>
/// <param name="Id">The project.</param>
/// <param name="From">The first day that counts; null for the beginning.</param>
/// <param name="To">The last day that counts; null for the end.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetProject(ProjectId Id, DateOnly? From = null, DateOnly? To = null) : IQuery<ProjectDetails>;

internal sealed class GetProjectHandler(IProjects projects, IMultiTenantContextAccessor tenant) : IHandler<GetProject, ProjectDetails>
{
    public async Task<Result<ProjectDetails>> Handle(GetProject request, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(request.Id, cancellationToken) is not { } project)
            return Error.NotFound("project");

        var moved = await projects.ReadMovedAsync(request.Id, request.From ?? DateOnly.MinValue, request.To ?? DateOnly.MaxValue, cancellationToken);
        return ProjectDetails.Of(project, moved.Select(one => one.Balance), tenant.Tenant!.BaseCurrency);
    }
}

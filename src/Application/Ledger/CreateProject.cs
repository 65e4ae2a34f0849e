using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Begins a project. A code twice is refused.</summary>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("project.begin", "Began a project")]
public sealed record CreateProject(ProjectTerms Terms) : ICommand<StartedProject>;

/// <param name="Id">The project.</param>
/// <param name="Code">By which people look it up.</param>
/// <param name="Name">What people call it.</param>
public sealed record StartedProject(ProjectId Id, string Code, string Name);

internal sealed class CreateProjectHandler(IRepository<Project> projects, ProjectReferences references, IMultiTenantContextAccessor tenant)
    : IHandler<CreateProject, StartedProject>
{
    public async Task<Result<StartedProject>> Handle(CreateProject command, CancellationToken cancellationToken)
    {
        var project = Project.Begin(tenant.OrganizationId, command.Terms);
        await references.CheckAsync(project.CustomerId, cancellationToken);
        projects.Add(project);
        return new StartedProject(project.Id, project.Code, project.Name);
    }
}

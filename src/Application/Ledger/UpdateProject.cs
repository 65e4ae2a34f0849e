using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Says anew what a project is, and archives it or takes it into use again. What was posted for it stays with it.</summary>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("project.change", "Changed a project")]
public sealed record UpdateProject(ProjectId Id, ProjectTerms Terms, bool IsArchived = false) : ICommand<Done>;

internal sealed class UpdateProjectHandler(IRepository<Project> projects, ProjectReferences references) : IHandler<UpdateProject, Done>
{
    public async Task<Result<Done>> Handle(UpdateProject command, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Id, cancellationToken) is not { } project)
            return Error.NotFound("project");

        // Whom it was for before may have been archived meanwhile.
        if (command.Terms.CustomerId != project.CustomerId)
            await references.CheckAsync(command.Terms.CustomerId, cancellationToken);
        project.Change(command.Terms, command.IsArchived);
        return new Done();
    }
}

using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Whether what a new line names, or a project, is there and in use.</summary>
internal sealed class ProjectReferences(IReadRepository<Project> projects, IRepository<Customer> customers)
{
    /// <exception cref="DomainException"><c>projects.project_unknown</c>: one is archived or not there.</exception>
    public async Task CheckAsync(IEnumerable<ProjectId?> named, CancellationToken ct)
    {
        ProjectId?[] ids = [.. named.Where(id => id is not null).Distinct()];
        if ((await InUseAsync(ids, ct)).Count < ids.Length)
            throw new DomainException(ProjectErrors.Unknown);
    }

    /// <summary>Those of them that a new line may name.</summary>
    public async Task<IReadOnlySet<ProjectId>> InUseAsync(IEnumerable<ProjectId?> named, CancellationToken ct)
    {
        ProjectId[] ids = [.. named.OfType<ProjectId>().Distinct()];
        return ids.Length == 0 ? new HashSet<ProjectId>() : (await projects.ListAsync(new InUse(ids), ct)).Select(project => project.Id).ToHashSet();
    }

    /// <exception cref="DomainException"><c>projects.customer_unknown</c>.</exception>
    public async Task CheckAsync(CustomerId? customer, CancellationToken ct)
    {
        if (customer is { } id && await customers.FindAsync(id, ct) is not { IsArchived: false })
            throw new DomainException(ProjectErrors.CustomerUnknown);
    }

    private sealed class InUse : Specification<Project>
    {
        public InUse(ProjectId[] ids) => Query.Where(project => ids.Contains(project.Id) && !project.IsArchived);
    }
}

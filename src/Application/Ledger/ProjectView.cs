using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Id">The project.</param>
/// <param name="Code">What projects are sorted by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">For whom it is, if it is for one.</param>
/// <param name="Customer">The customer’s name.</param>
/// <param name="IsArchived">No new line names it.</param>
public sealed record ProjectView(ProjectId Id, string Code, string Name, CustomerId? CustomerId, string? Customer, bool IsArchived);

/// <summary>A project with what was posted for it on the days that are asked for.</summary>
/// <param name="Id">The project.</param>
/// <param name="Code">What projects are sorted by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">For whom it is, if it is for one.</param>
/// <param name="Customer">The customer’s name.</param>
/// <param name="IsArchived">No new line names it.</param>
/// <param name="Income">Credits less debits of its postings to revenue accounts.</param>
/// <param name="Cost">Debits less credits of its postings to expense accounts.</param>
/// <param name="Result">Income less cost.</param>
public sealed record ProjectDetails(
    ProjectId Id, string Code, string Name, CustomerId? CustomerId, string? Customer, bool IsArchived, Money Income, Money Cost, Money Result)
{
    internal static ProjectDetails Of(ProjectView project, IEnumerable<AccountBalance> moved, Currency currency)
    {
        var sums = moved.ToLookup(account => account.Subtype.TypeOf(), account => account.Minor);
        var (income, cost) = (-sums[AccountType.Revenue].Sum(), sums[AccountType.Expense].Sum());
        return new(
            project.Id, project.Code, project.Name, project.CustomerId, project.Customer, project.IsArchived, new Money(income, currency), new Money(cost, currency),
            new Money(income - cost, currency));
    }
}

/// <summary>Null asks for all; the text is looked for in code and name.</summary>
public sealed record ProjectFilter(string? Text = null, bool? IsArchived = null, CustomerId? Customer = null);

/// <summary>Of what a figure is asked.</summary>
/// <param name="Project">Only what is counted by this one; null for what is counted by none.</param>
public sealed record ProjectScope(ProjectId? Project);

/// <summary>What moved in an account for a project.</summary>
/// <param name="Project">For which one.</param>
/// <param name="Balance">Debits less credits.</param>
public sealed record ProjectMovement(ProjectId Project, AccountBalance Balance);

/// <summary>Projects of the current organization and what was posted for them, read in the current transaction.</summary>
public interface IProjects
{
    Task<Paging.Page<ProjectView>> ListAsync(ProjectFilter filter, Paging.PageRequest page, CancellationToken ct);

    Task<ProjectView?> FindAsync(ProjectId id, CancellationToken ct);

    /// <summary>What moved in the accounts of revenue and expenses, project by project: of one, or of all of them. Ends are included.</summary>
    Task<IReadOnlyList<ProjectMovement>> ReadMovedAsync(ProjectId? project, DateOnly from, DateOnly to, CancellationToken ct);
}
